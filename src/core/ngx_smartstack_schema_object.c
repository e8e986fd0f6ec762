
/* Schemas of objects: their members, and objects of several kinds. */


#include <ngx_smartstack_schema_node.h>


static ngx_int_t ngx_smartstack_schema_members(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *properties, ngx_str_t *pointer);
static ngx_int_t ngx_smartstack_schema_required(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *required, ngx_str_t *pointer);
static ngx_int_t ngx_smartstack_schema_mapping(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *mapping, ngx_str_t *pointer);
static ngx_int_t ngx_smartstack_schema_one_of(ngx_smartstack_build_t *b,
    json_t *list, json_t *mapping, ngx_str_t *pointer);
static int ngx_libc_cdecl ngx_smartstack_schema_compare(const void *one,
    const void *two);
static ngx_int_t ngx_smartstack_schema_order(const u_char *one, size_t len1,
    const u_char *two, size_t len2);


ngx_int_t
ngx_smartstack_schema_object(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer)
{
    json_t     *properties, *required, *additional;
    ngx_str_t   place;

    properties = json_object_get(value, "properties");
    required = json_object_get(value, "required");
    additional = json_object_get(value, "additionalProperties");

    schema->closed = json_is_false(additional);

    if ((additional && !json_is_boolean(additional))
        || (properties && !schema->closed))
    {
        place = ngx_smartstack_pointer_add(b->cc->pool, pointer,
                                           "additionalProperties");
        ngx_smartstack_compile_error(b->cc, &place,
                                     "must be false beside properties, "
                                     "else a boolean");
        return NGX_ERROR;
    }

    if (properties) {
        place = ngx_smartstack_pointer_add(b->cc->pool, pointer, "properties");

        if (ngx_smartstack_schema_members(b, schema, properties, &place)
            != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    if (required) {
        place = ngx_smartstack_pointer_add(b->cc->pool, pointer, "required");
        return ngx_smartstack_schema_required(b, schema, required, &place);
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_schema_members(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *properties, ngx_str_t *pointer)
{
    void                     *iter;
    size_t                    n;
    ngx_str_t                 place;
    const char               *name;
    ngx_smartstack_member_t  *member;

    if (!json_is_object(properties)) {
        ngx_smartstack_compile_error(b->cc, pointer, "must be an object");
        return NGX_ERROR;
    }

    n = json_object_size(properties);

    schema->members = ngx_pcalloc(b->cc->pool,
                                  n * sizeof(ngx_smartstack_member_t));
    schema->sorted = ngx_palloc(b->cc->pool,
                                n * sizeof(ngx_smartstack_member_t *));

    if (schema->members == NULL || schema->sorted == NULL) {
        ngx_smartstack_compile_error(b->cc, pointer, "no memory");
        return NGX_ERROR;
    }

    for (iter = json_object_iter(properties);
         iter;
         iter = json_object_iter_next(properties, iter))
    {
        name = json_object_iter_key(iter);
        place = ngx_smartstack_pointer_add(b->cc->pool, pointer, name);
        member = &schema->members[schema->nmembers];

        member->schema = ngx_smartstack_schema_node(b,
                                               json_object_iter_value(iter),
                                               &place);
        if (member->schema == NULL) {
            return NGX_ERROR;
        }

        if (ngx_smartstack_schema_copy(b->cc->pool, &member->name, name)
            != NGX_OK)
        {
            ngx_smartstack_compile_error(b->cc, &place, "no memory");
            return NGX_ERROR;
        }

        schema->sorted[schema->nmembers++] = member;
    }

    ngx_qsort(schema->sorted, schema->nmembers,
              sizeof(ngx_smartstack_member_t *),
              ngx_smartstack_schema_compare);

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_schema_required(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *required, ngx_str_t *pointer)
{
    size_t                    i;
    json_t                   *name;
    ngx_smartstack_member_t  *member;

    if (!json_is_array(required)) {
        ngx_smartstack_compile_error(b->cc, pointer, "must be a list");
        return NGX_ERROR;
    }

    for (i = 0; i < json_array_size(required); i++) {
        name = json_array_get(required, i);
        member = NULL;

        if (json_is_string(name)) {
            member = ngx_smartstack_schema_member(schema,
                                     (u_char *) json_string_value(name),
                                     json_string_length(name));
        }

        if (member == NULL) {
            ngx_smartstack_compile_error(b->cc, pointer,
                                         "item %uz is no member", i);
            return NGX_ERROR;
        }

        member->required = 1;
    }

    return NGX_OK;
}


/*
 * oneOf is taken only with a discriminator that maps each kind: then one
 * member tells which schema counts, and faults are those of that one.
 */

ngx_int_t
ngx_smartstack_schema_variants(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer)
{
    void        *iter;
    json_t      *list, *discriminator, *name, *mapping;
    ngx_str_t    place;
    const char  *key;

    list = json_object_get(value, "oneOf");
    discriminator = json_object_get(value, "discriminator");
    name = json_object_get(discriminator, "propertyName");
    mapping = json_object_get(discriminator, "mapping");

    if (json_array_size(list) == 0 || !json_is_string(name)
        || json_object_size(mapping) == 0)
    {
        ngx_smartstack_compile_error(b->cc, pointer,
                                     "oneOf needs a discriminator with "
                                     "propertyName and mapping");
        return NGX_ERROR;
    }

    for (iter = json_object_iter(value);
         iter;
         iter = json_object_iter_next(value, iter))
    {
        key = json_object_iter_key(iter);

        if (ngx_smartstack_schema_keyword(key)->types) {
            place = ngx_smartstack_pointer_add(b->cc->pool, pointer, key);
            ngx_smartstack_compile_error(b->cc, &place,
                                         "does not go with oneOf");
            return NGX_ERROR;
        }
    }

    if (schema->types != NGX_SMARTSTACK_TYPE_ANY
        && schema->types != NGX_SMARTSTACK_TYPE_OBJECT)
    {
        ngx_smartstack_compile_error(b->cc, pointer,
                                     "oneOf is for objects only");
        return NGX_ERROR;
    }

    schema->types = NGX_SMARTSTACK_TYPE_OBJECT;
    ngx_str_set(&schema->types_text, "object");

    if (ngx_smartstack_schema_copy(b->cc->pool, &schema->discriminator,
                                   json_string_value(name))
        != NGX_OK)
    {
        ngx_smartstack_compile_error(b->cc, pointer, "no memory");
        return NGX_ERROR;
    }

    place = ngx_smartstack_pointer_add(b->cc->pool, pointer, "oneOf");

    if (ngx_smartstack_schema_one_of(b, list, mapping, &place) != NGX_OK) {
        return NGX_ERROR;
    }

    place = ngx_smartstack_pointer_add(b->cc->pool, pointer, "discriminator");
    place = ngx_smartstack_pointer_add(b->cc->pool, &place, "mapping");

    return ngx_smartstack_schema_mapping(b, schema, mapping, &place);
}


/* Every kind of the list must be reached by the mapping. */

static ngx_int_t
ngx_smartstack_schema_one_of(ngx_smartstack_build_t *b, json_t *list,
    json_t *mapping, ngx_str_t *pointer)
{
    void    *iter;
    size_t   i;
    json_t  *ref;

    for (i = 0; i < json_array_size(list); i++) {
        ref = json_object_get(json_array_get(list, i), "$ref");

        for (iter = json_object_iter(mapping);
             iter;
             iter = json_object_iter_next(mapping, iter))
        {
            if (json_equal(ref, json_object_iter_value(iter))) {
                break;
            }
        }

        if (iter == NULL) {
            ngx_smartstack_compile_error(b->cc, pointer,
                                         "item %uz must be a $ref that the "
                                         "mapping names", i);
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_schema_mapping(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *mapping, ngx_str_t *pointer)
{
    void                      *iter;
    json_t                    *ref;
    ngx_str_t                  place;
    const char                *key;
    ngx_smartstack_variant_t  *variant;

    schema->variants = ngx_pcalloc(b->cc->pool, json_object_size(mapping)
                                           * sizeof(ngx_smartstack_variant_t));
    if (schema->variants == NULL) {
        ngx_smartstack_compile_error(b->cc, pointer, "no memory");
        return NGX_ERROR;
    }

    for (iter = json_object_iter(mapping);
         iter;
         iter = json_object_iter_next(mapping, iter))
    {
        key = json_object_iter_key(iter);
        place = ngx_smartstack_pointer_add(b->cc->pool, pointer, key);
        variant = &schema->variants[schema->nvariants++];

        ref = json_pack("{s:O}", "$ref", json_object_iter_value(iter));
        variant->schema = ngx_smartstack_schema_node(b, ref, &place);
        json_decref(ref);

        if (variant->schema == NULL) {
            return NGX_ERROR;
        }

        if (!ngx_smartstack_schema_has_member(variant->schema,
                                              &schema->discriminator))
        {
            ngx_smartstack_compile_error(b->cc, &place,
                                         "this kind has no member \"%V\"",
                                         &schema->discriminator);
            return NGX_ERROR;
        }

        if (ngx_smartstack_schema_copy(b->cc->pool, &variant->value, key)
            != NGX_OK)
        {
            ngx_smartstack_compile_error(b->cc, &place, "no memory");
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


ngx_smartstack_member_t *
ngx_smartstack_schema_member(ngx_smartstack_schema_t *schema,
    const u_char *name, size_t len)
{
    ngx_int_t                 rc;
    ngx_uint_t                low, high, mid;
    ngx_smartstack_member_t  *member;

    low = 0;
    high = schema->nmembers;

    while (low < high) {
        mid = (low + high) / 2;
        member = schema->sorted[mid];
        rc = ngx_smartstack_schema_order(name, len, member->name.data,
                                         member->name.len);
        if (rc == 0) {
            return member;
        }

        if (rc < 0) {
            high = mid;

        } else {
            low = mid + 1;
        }
    }

    return NULL;
}


static int ngx_libc_cdecl
ngx_smartstack_schema_compare(const void *one, const void *two)
{
    ngx_smartstack_member_t  *first, *second;

    first = *(ngx_smartstack_member_t **) one;
    second = *(ngx_smartstack_member_t **) two;

    return (int) ngx_smartstack_schema_order(first->name.data,
                                             first->name.len,
                                             second->name.data,
                                             second->name.len);
}


static ngx_int_t
ngx_smartstack_schema_order(const u_char *one, size_t len1, const u_char *two,
    size_t len2)
{
    if (len1 != len2) {
        return len1 < len2 ? -1 : 1;
    }

    return ngx_memcmp(one, two, len1);
}


ngx_uint_t
ngx_smartstack_schema_has_member(ngx_smartstack_schema_t *schema,
    ngx_str_t *name)
{
    ngx_uint_t  i;

    for (i = 0; i < schema->nvariants; i++) {
        if (ngx_smartstack_schema_has_member(schema->variants[i].schema,
                                             name))
        {
            return 1;
        }
    }

    return ngx_smartstack_schema_member(schema, name->data, name->len) != NULL;
}
