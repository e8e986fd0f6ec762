
/* From a schema of the contract to the node that values are checked against. */


#include <ngx_smartstack_schema_node.h>


static ngx_smartstack_schema_t *ngx_smartstack_schema_ref(
    ngx_smartstack_build_t *b, json_t *value, ngx_str_t *pointer);
static ngx_int_t ngx_smartstack_schema_fill(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer);
static json_t *ngx_smartstack_schema_step(json_t *value, const char *token,
    size_t len);


ngx_smartstack_schema_t *
ngx_smartstack_schema_compile(ngx_smartstack_compile_t *cc, json_t *schema,
    ngx_str_t *pointer)
{
    ngx_smartstack_build_t  b;

    b.cc = cc;
    b.depth = 0;

    return ngx_smartstack_schema_node(&b, schema, pointer);
}


ngx_smartstack_schema_t *
ngx_smartstack_schema_node(ngx_smartstack_build_t *b, json_t *value,
    ngx_str_t *pointer)
{
    json_t                   *def;
    ngx_smartstack_schema_t  *schema;

    if (!json_is_object(value)) {
        return ngx_smartstack_compile_error(b->cc, pointer,
                                            "a schema must be an object");
    }

    if (b->depth == NGX_SMARTSTACK_SCHEMA_MAX_DEPTH) {
        return ngx_smartstack_compile_error(b->cc, pointer,
                                            "schemas are nested too deep");
    }

    b->active[b->depth++] = value;

    if (json_object_get(value, "$ref")) {
        schema = ngx_smartstack_schema_ref(b, value, pointer);

    } else {
        schema = ngx_pcalloc(b->cc->pool, sizeof(ngx_smartstack_schema_t));

        if (schema == NULL) {
            return ngx_smartstack_compile_error(b->cc, pointer, "no memory");
        }

        if (ngx_smartstack_schema_fill(b, schema, value, pointer) != NGX_OK) {
            return NULL;
        }
    }

    b->depth--;

    def = json_object_get(value, "default");

    if (schema && def
        && ngx_smartstack_schema_set_default(b, schema, def, pointer)
           != NGX_OK)
    {
        return NULL;
    }

    return schema;
}


static ngx_smartstack_schema_t *
ngx_smartstack_schema_ref(ngx_smartstack_build_t *b, json_t *value,
    ngx_str_t *pointer)
{
    void                      *iter;
    json_t                    *target;
    ngx_str_t                  place;
    ngx_uint_t                 i;
    const char                *key, *ref;
    ngx_smartstack_keyword_t  *keyword;

    for (iter = json_object_iter(value);
         iter;
         iter = json_object_iter_next(value, iter))
    {
        key = json_object_iter_key(iter);
        keyword = ngx_smartstack_schema_keyword(key);

        if (ngx_strcmp(key, "$ref") != 0
            && (keyword == NULL || !keyword->annotation))
        {
            return ngx_smartstack_compile_error(b->cc, pointer,
                                "only annotations may stand beside $ref, "
                                "not \"%s\"", key);
        }
    }

    ref = json_string_value(json_object_get(value, "$ref"));
    target = ref ? ngx_smartstack_schema_resolve(b->cc, ref) : NULL;

    if (target == NULL) {
        return ngx_smartstack_compile_error(b->cc, pointer,
                                    "$ref \"%s\" leads nowhere",
                                    ref ? ref : "");
    }

    for (i = 0; i < b->depth; i++) {
        if (b->active[i] == target) {
            return ngx_smartstack_compile_error(b->cc, pointer,
                                        "$ref \"%s\" is recursive", ref);
        }
    }

    if (ngx_smartstack_schema_copy(b->cc->pool, &place, ref + 1) != NGX_OK) {
        return NULL;
    }

    return ngx_smartstack_schema_node(b, target, &place);
}


static ngx_int_t
ngx_smartstack_schema_fill(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer)
{
    void                      *iter;
    json_t                    *item;
    ngx_str_t                  place;
    const char                *key;
    ngx_smartstack_keyword_t  *keyword;

    schema->max_length = NGX_SMARTSTACK_NO_LIMIT;
    schema->max_items = NGX_SMARTSTACK_NO_LIMIT;

    if (ngx_smartstack_schema_types(b, schema, value, pointer) != NGX_OK) {
        return NGX_ERROR;
    }

    for (iter = json_object_iter(value);
         iter;
         iter = json_object_iter_next(value, iter))
    {
        key = json_object_iter_key(iter);
        item = json_object_iter_value(iter);
        place = ngx_smartstack_pointer_add(b->cc->pool, pointer, key);
        keyword = ngx_smartstack_schema_keyword(key);

        if (keyword == NULL) {
            ngx_smartstack_compile_error(b->cc, &place,
                                         "unsupported keyword \"%s\"", key);
            return NGX_ERROR;
        }

        if (keyword->types
            && (schema->types == NGX_SMARTSTACK_TYPE_ANY
                || (schema->types & keyword->types) == 0))
        {
            ngx_smartstack_compile_error(b->cc, &place,
                                         "\"%s\" does not go with this type",
                                         key);
            return NGX_ERROR;
        }

        if (keyword->handler
            && keyword->handler(b, schema, item, &place, keyword->offset)
               != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    if (schema->unique
        && (schema->items == NULL
            || (schema->items->types != NGX_SMARTSTACK_TYPE_STRING
                && schema->items->types != NGX_SMARTSTACK_TYPE_INTEGER)))
    {
        ngx_smartstack_compile_error(b->cc, pointer,
                                     "uniqueItems is for items that are all "
                                     "strings or all integers");
        return NGX_ERROR;
    }

    if (json_object_get(value, "oneOf")
        || json_object_get(value, "discriminator"))
    {
        return ngx_smartstack_schema_variants(b, schema, value, pointer);
    }

    if ((schema->types & NGX_SMARTSTACK_TYPE_OBJECT)
        && schema->types != NGX_SMARTSTACK_TYPE_ANY)
    {
        return ngx_smartstack_schema_object(b, schema, value, pointer);
    }

    return NGX_OK;
}


json_t *
ngx_smartstack_schema_resolve(ngx_smartstack_compile_t *cc, const char *ref)
{
    json_t      *value;
    const char  *end;

    if (*ref++ != '#') {
        return NULL;
    }

    value = cc->root;

    while (value && *ref == '/') {
        ref++;
        end = ref + strcspn(ref, "/");
        value = ngx_smartstack_schema_step(value, ref, end - ref);
        ref = end;
    }

    return *ref ? NULL : value;
}


/* One token of a pointer: "~1" is a slash and "~0" a tilde (RFC 6901). */

static json_t *
ngx_smartstack_schema_step(json_t *value, const char *token, size_t len)
{
    char        *last;
    char         name[256];
    ngx_int_t    n;

    if (json_is_array(value)) {
        n = ngx_atoi((u_char *) token, len);
        return n == NGX_ERROR ? NULL : json_array_get(value, n);
    }

    if (len > sizeof(name)) {
        return NULL;
    }

    for (last = name; len; token++, len--) {
        if (*token == '~' && len > 1 && (token[1] == '0' || token[1] == '1')) {
            *last++ = (token[1] == '1') ? '/' : '~';
            token++;
            len--;
            continue;
        }

        *last++ = *token;
    }

    return json_object_getn(value, name, last - name);
}


void *
ngx_smartstack_compile_error(ngx_smartstack_compile_t *cc, ngx_str_t *pointer,
    const char *fmt, ...)
{
    u_char   *last;
    u_char    text[NGX_MAX_ERROR_STR];
    va_list   args;

    if (cc->error.len) {
        return NULL;
    }

    va_start(args, fmt);
    last = ngx_vslprintf(text, text + sizeof(text), fmt, args);
    va_end(args);

    cc->pointer = *pointer;
    cc->error.len = last - text;
    cc->error.data = ngx_pnalloc(cc->pool, cc->error.len);

    if (cc->error.data == NULL) {
        ngx_str_set(&cc->error, "no memory");
        return NULL;
    }

    ngx_memcpy(cc->error.data, text, cc->error.len);

    return NULL;
}


ngx_str_t
ngx_smartstack_pointer_add(ngx_pool_t *pool, ngx_str_t *base, const char *name)
{
    u_char     *last;
    size_t      len;
    ngx_str_t   pointer;

    len = ngx_strlen(name);

    pointer.data = ngx_pnalloc(pool, base->len + 1 + 2 * len);
    if (pointer.data == NULL) {
        return *base;
    }

    last = ngx_cpymem(pointer.data, base->data, base->len);
    *last++ = '/';
    last = ngx_smartstack_pointer_escape(last, (const u_char *) name, len);
    pointer.len = last - pointer.data;

    return pointer;
}


u_char *
ngx_smartstack_pointer_escape(u_char *dst, const u_char *p, size_t len)
{
    while (len--) {
        if (*p == '~' || *p == '/') {
            *dst++ = '~';
            *dst++ = (*p++ == '/') ? '1' : '0';
            continue;
        }

        *dst++ = *p++;
    }

    return dst;
}


ngx_int_t
ngx_smartstack_schema_copy(ngx_pool_t *pool, ngx_str_t *dst, const char *text)
{
    dst->len = ngx_strlen(text);
    dst->data = ngx_pnalloc(pool, dst->len + 1);

    if (dst->data == NULL) {
        return NGX_ERROR;
    }

    ngx_memcpy(dst->data, text, dst->len + 1);

    return NGX_OK;
}
