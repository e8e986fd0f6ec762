
/* The keywords of schemas, and how each is read. */


#include <ngx_smartstack_schema_node.h>
#include <ngx_smartstack_json.h>


static ngx_uint_t ngx_smartstack_schema_type(json_t *value);
static ngx_int_t ngx_smartstack_schema_size(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset);
static ngx_int_t ngx_smartstack_schema_bound(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset);
static ngx_int_t ngx_smartstack_schema_enum(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset);
static ngx_int_t ngx_smartstack_schema_keep(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset);
static ngx_int_t ngx_smartstack_schema_pattern(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset);
static ngx_int_t ngx_smartstack_schema_format(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset);
static ngx_int_t ngx_smartstack_schema_items(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset);
static ngx_int_t ngx_smartstack_schema_unique(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset);
static ngx_int_t ngx_smartstack_schema_text(ngx_pool_t *pool, json_t *value,
    const char *separator, ngx_str_t *text);
static void ngx_smartstack_schema_release(void *data);


#define ngx_smartstack_schema_field(name)                                     \
    offsetof(ngx_smartstack_schema_t, name)


static ngx_str_t  ngx_smartstack_schema_type_names[] = {
    ngx_string("null"),         /* bit 0 */
    ngx_string("boolean"),
    ngx_string("integer"),
    ngx_string("number"),
    ngx_string("string"),
    ngx_string("array"),
    ngx_string("object"),
    ngx_null_string
};


/*
 * The keywords that the contract may use.  Any other one is refused: it would
 * read like a rule and check nothing.
 */

static ngx_smartstack_keyword_t  ngx_smartstack_schema_keywords[] = {

    { "type", 0, NULL, 0, 0 },

    { "enum", 0, ngx_smartstack_schema_enum, 0, 0 },
    { "const", 0, ngx_smartstack_schema_keep,
      ngx_smartstack_schema_field(constant), 0 },

    { "minLength", NGX_SMARTSTACK_TYPE_STRING, ngx_smartstack_schema_size,
      ngx_smartstack_schema_field(min_length), 0 },
    { "maxLength", NGX_SMARTSTACK_TYPE_STRING, ngx_smartstack_schema_size,
      ngx_smartstack_schema_field(max_length), 0 },
    { "pattern", NGX_SMARTSTACK_TYPE_STRING, ngx_smartstack_schema_pattern,
      0, 0 },
    { "format", NGX_SMARTSTACK_TYPE_STRING, ngx_smartstack_schema_format,
      0, 0 },

    { "minimum", NGX_SMARTSTACK_TYPE_INTEGER|NGX_SMARTSTACK_TYPE_NUMBER,
      ngx_smartstack_schema_bound, ngx_smartstack_schema_field(minimum), 0 },
    { "maximum", NGX_SMARTSTACK_TYPE_INTEGER|NGX_SMARTSTACK_TYPE_NUMBER,
      ngx_smartstack_schema_bound, ngx_smartstack_schema_field(maximum), 0 },

    { "items", NGX_SMARTSTACK_TYPE_ARRAY, ngx_smartstack_schema_items, 0, 0 },
    { "minItems", NGX_SMARTSTACK_TYPE_ARRAY, ngx_smartstack_schema_size,
      ngx_smartstack_schema_field(min_items), 0 },
    { "maxItems", NGX_SMARTSTACK_TYPE_ARRAY, ngx_smartstack_schema_size,
      ngx_smartstack_schema_field(max_items), 0 },
    { "uniqueItems", NGX_SMARTSTACK_TYPE_ARRAY, ngx_smartstack_schema_unique,
      0, 0 },

    { "properties", NGX_SMARTSTACK_TYPE_OBJECT, NULL, 0, 0 },
    { "required", NGX_SMARTSTACK_TYPE_OBJECT, NULL, 0, 0 },
    { "additionalProperties", NGX_SMARTSTACK_TYPE_OBJECT, NULL, 0, 0 },

    { "oneOf", 0, NULL, 0, 0 },
    { "discriminator", 0, NULL, 0, 0 },

    { "title", 0, NULL, 0, 1 },
    { "description", 0, NULL, 0, 1 },
    { "default", 0, NULL, 0, 1 },
    { "example", 0, NULL, 0, 1 },
    { "examples", 0, NULL, 0, 1 },
    { "readOnly", 0, NULL, 0, 1 },
    { "deprecated", 0, NULL, 0, 1 },

    { NULL, 0, NULL, 0, 0 }
};


ngx_smartstack_keyword_t *
ngx_smartstack_schema_keyword(const char *name)
{
    ngx_smartstack_keyword_t  *keyword;

    for (keyword = ngx_smartstack_schema_keywords; keyword->name; keyword++) {
        if (ngx_strcmp(keyword->name, name) == 0) {
            return keyword;
        }
    }

    return NULL;
}


ngx_int_t
ngx_smartstack_schema_types(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer)
{
    json_t      *type;
    size_t       i;
    ngx_str_t    place;
    ngx_uint_t   bit;

    type = json_object_get(value, "type");

    if (type == NULL) {
        schema->types = NGX_SMARTSTACK_TYPE_ANY;
        return NGX_OK;
    }

    if (json_is_array(type)) {
        for (i = 0; i < json_array_size(type); i++) {
            bit = ngx_smartstack_schema_type(json_array_get(type, i));

            if (bit == 0) {
                goto invalid;
            }

            schema->types |= bit;
        }

    } else {
        schema->types = ngx_smartstack_schema_type(type);
    }

    if (schema->types
        && ngx_smartstack_schema_text(b->cc->pool, type, " or ",
                                      &schema->types_text)
           == NGX_OK)
    {
        return NGX_OK;
    }

invalid:

    place = ngx_smartstack_pointer_add(b->cc->pool, pointer, "type");
    ngx_smartstack_compile_error(b->cc, &place, "no such type");

    return NGX_ERROR;
}


static ngx_uint_t
ngx_smartstack_schema_type(json_t *value)
{
    ngx_str_t    name;
    ngx_uint_t   i;
    ngx_str_t   *names;

    if (!json_is_string(value)) {
        return 0;
    }

    name.data = (u_char *) json_string_value(value);
    name.len = json_string_length(value);
    names = ngx_smartstack_schema_type_names;

    for (i = 0; names[i].len; i++) {
        if (names[i].len == name.len
            && ngx_strncmp(names[i].data, name.data, name.len) == 0)
        {
            return (ngx_uint_t) 1 << i;
        }
    }

    return 0;
}


static ngx_int_t
ngx_smartstack_schema_size(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset)
{
    size_t  *field;

    if (!json_is_integer(value) || json_integer_value(value) < 0) {
        ngx_smartstack_compile_error(b->cc, pointer,
                                     "must be an integer from 0");
        return NGX_ERROR;
    }

    field = (size_t *) ((u_char *) schema + offset);
    *field = (size_t) json_integer_value(value);

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_schema_bound(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset)
{
    ngx_smartstack_bound_t  *bound;

    bound = (ngx_smartstack_bound_t *) ((u_char *) schema + offset);

    if (!json_is_number(value)
        || ngx_smartstack_schema_text(b->cc->pool, value, "", &bound->text)
           != NGX_OK)
    {
        ngx_smartstack_compile_error(b->cc, pointer, "must be a number");
        return NGX_ERROR;
    }

    return ngx_smartstack_schema_keep(b, schema, value, pointer,
                                      offset + offsetof(ngx_smartstack_bound_t,
                                                        value));
}


static ngx_int_t
ngx_smartstack_schema_enum(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset)
{
    if (json_array_size(value) == 0
        || ngx_smartstack_schema_text(b->cc->pool, value, ", ",
                                      &schema->values_text)
           != NGX_OK)
    {
        ngx_smartstack_compile_error(b->cc, pointer,
                                     "must be a list of plain values");
        return NGX_ERROR;
    }

    return ngx_smartstack_schema_keep(b, schema, value, pointer,
                                      ngx_smartstack_schema_field(values));
}


/* Keeps a value alive as long as the pool. */

static ngx_int_t
ngx_smartstack_schema_keep(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset)
{
    json_t              **field;
    ngx_pool_cleanup_t   *cln;

    cln = ngx_pool_cleanup_add(b->cc->pool, 0);
    if (cln == NULL) {
        ngx_smartstack_compile_error(b->cc, pointer, "no memory");
        return NGX_ERROR;
    }

    cln->handler = ngx_smartstack_schema_release;
    cln->data = json_incref(value);

    field = (json_t **) ((u_char *) schema + offset);
    *field = value;

    return NGX_OK;
}


static void
ngx_smartstack_schema_release(void *data)
{
    json_decref(data);
}


static ngx_int_t
ngx_smartstack_schema_pattern(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset)
{
    ngx_str_t  error;

    ngx_str_set(&error, "must be a string");

    if (json_is_string(value)) {
        schema->pattern = ngx_smartstack_pattern_compile(b->cc->pool,
                                               json_string_value(value),
                                               &error);
    }

    if (schema->pattern == NULL) {
        ngx_smartstack_compile_error(b->cc, pointer, "%V", &error);
        return NGX_ERROR;
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_schema_format(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset)
{
    if (json_is_string(value)) {
        schema->format = ngx_smartstack_format_find(json_string_value(value));
    }

    if (schema->format == NULL) {
        ngx_smartstack_compile_error(b->cc, pointer, "unsupported format");
        return NGX_ERROR;
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_schema_items(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset)
{
    schema->items = ngx_smartstack_schema_node(b, value, pointer);

    return schema->items ? NGX_OK : NGX_ERROR;
}


static ngx_int_t
ngx_smartstack_schema_unique(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer,
    size_t offset)
{
    if (!json_is_boolean(value)) {
        ngx_smartstack_compile_error(b->cc, pointer, "must be a boolean");
        return NGX_ERROR;
    }

    schema->unique = json_is_true(value);

    return NGX_OK;
}


ngx_int_t
ngx_smartstack_schema_set_default(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer)
{
    ngx_int_t                rc;
    ngx_str_t                place;
    ngx_array_t              faults;
    ngx_smartstack_fault_t  *fault;

    place = ngx_smartstack_pointer_add(b->cc->pool, pointer, "default");

    if (ngx_array_init(&faults, b->cc->pool, 1, sizeof(ngx_smartstack_fault_t))
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    rc = ngx_smartstack_schema_check(schema, value, b->cc->pool, &faults);

    if (rc != NGX_OK) {
        fault = faults.elts;
        ngx_smartstack_compile_error(b->cc, &place,
                                     "the schema refuses it: %V",
                                     &fault[0].code);
        return NGX_ERROR;
    }

    schema->default_text = ngx_palloc(b->cc->pool, sizeof(ngx_str_t));
    if (schema->default_text == NULL) {
        return NGX_ERROR;
    }

    if (json_is_null(value) || json_is_object(value)
        || ngx_smartstack_schema_text(b->cc->pool, value, ",",
                                      schema->default_text)
           != NGX_OK)
    {
        schema->default_text = NULL;
    }

    return NGX_OK;
}


/* A plain value, or a list of them with the separator between. */

static ngx_int_t
ngx_smartstack_schema_text(ngx_pool_t *pool, json_t *value,
    const char *separator, ngx_str_t *text)
{
    size_t                  i;
    off_t                   size;
    json_t                 *item;
    ngx_chain_t            *cl;
    ngx_smartstack_json_t   w;

    ngx_smartstack_json_init(&w, pool, 256);

    for (i = 0; i == 0 || i < json_array_size(value); i++) {
        item = json_is_array(value) ? json_array_get(value, i) : value;

        if (item == NULL) {
            break;
        }

        if (json_is_object(item) || json_is_array(item)) {
            return NGX_DECLINED;
        }

        if (i) {
            ngx_smartstack_json_raw(&w, (const u_char *) separator,
                                    ngx_strlen(separator));
        }

        if (json_is_string(item)) {
            ngx_smartstack_json_raw(&w,
                                    (const u_char *) json_string_value(item),
                                    json_string_length(item));
        } else {
            ngx_smartstack_json_value(&w, item);
        }
    }

    cl = ngx_smartstack_json_close(&w, &size);
    if (cl == NULL) {
        return NGX_ERROR;
    }

    text->len = 0;
    text->data = ngx_pnalloc(pool, size);

    if (text->data == NULL) {
        return NGX_ERROR;
    }

    for ( /* void */ ; cl; cl = cl->next) {
        ngx_memcpy(text->data + text->len, cl->buf->pos,
                   ngx_buf_size(cl->buf));
        text->len += ngx_buf_size(cl->buf);
    }

    return NGX_OK;
}
