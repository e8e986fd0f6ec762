
/* What OpenAPI says about one operation: body, answer, and who it is. */


#include <ngx_smartstack_contract_compile.h>
#include <ngx_smartstack_schema_node.h>


#define NGX_SMARTSTACK_REFS_MAX  8


static ngx_int_t ngx_smartstack_contract_members_of(
    ngx_smartstack_contract_compile_t *cs, json_t *item, ngx_str_t *pointer,
    const char **known, const char *what);
static ngx_int_t ngx_smartstack_contract_id(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *item);
static ngx_int_t ngx_smartstack_contract_body(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *item);
static ngx_int_t ngx_smartstack_contract_status(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *item);


ngx_int_t
ngx_smartstack_contract_operation(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *item, json_t *shared,
    ngx_str_t *shared_pointer)
{
    ngx_str_t    pointer;
    ngx_pool_t  *pool;

    static const char  *known[] = {
        "summary", "description", "operationId", "tags", "parameters",
        "requestBody", "responses", "security", "deprecated", "externalDocs",
        NULL
    };

    pool = cs->cc.pool;

    if (ngx_array_init(&b->op->path_params, pool, 2,
                       sizeof(ngx_smartstack_param_t))
        != NGX_OK
        || ngx_array_init(&b->op->query, pool, 4,
                          sizeof(ngx_smartstack_param_t))
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (ngx_smartstack_contract_members_of(cs, item, &b->pointer, known,
                                           "an operation")
        != NGX_OK
        || ngx_smartstack_contract_id(cs, b, item) != NGX_OK)
    {
        return NGX_ERROR;
    }

    pointer = ngx_smartstack_contract_pointer(cs, &b->pointer, "parameters");

    if (ngx_smartstack_contract_parameters(cs, b,
                             json_object_get(item, "parameters"), &pointer, 0)
        != NGX_OK
        || ngx_smartstack_contract_parameters(cs, b, shared, shared_pointer,
                                              1)
           != NGX_OK
        || ngx_smartstack_contract_template(cs, b) != NGX_OK
        || ngx_smartstack_contract_body(cs, b, item) != NGX_OK
        || ngx_smartstack_contract_status(cs, b, item) != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_smartstack_contract_extension(cs, b, item);
}


static ngx_int_t
ngx_smartstack_contract_members_of(ngx_smartstack_contract_compile_t *cs,
    json_t *item, ngx_str_t *pointer, const char **known, const char *what)
{
    void        *iter;
    ngx_uint_t   i;
    const char  *key;

    if (!json_is_object(item)) {
        return ngx_smartstack_contract_error(cs, pointer,
                                             "%s must be an object", what);
    }

    for (iter = json_object_iter(item);
         iter;
         iter = json_object_iter_next(item, iter))
    {
        key = json_object_iter_key(iter);

        if (ngx_strncmp(key, "x-", 2) == 0) {
            continue;
        }

        for (i = 0; known[i]; i++) {
            if (ngx_strcmp(key, known[i]) == 0) {
                break;
            }
        }

        if (known[i] == NULL) {
            return ngx_smartstack_contract_error(cs, pointer,
                                         "\"%s\" is not supported", key);
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_id(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *item)
{
    ngx_uint_t                    i;
    const char                   *id;
    ngx_smartstack_operation_t  **op;

    id = json_string_value(json_object_get(item, "operationId"));

    if (id == NULL || *id == '\0') {
        return ngx_smartstack_contract_error(cs, &b->pointer,
                                             "operationId is missing");
    }

    if (ngx_smartstack_contract_copy(cs->cc.pool, &b->op->id, id) != NGX_OK) {
        return NGX_ERROR;
    }

    op = cs->contract->operations.elts;

    for (i = 0; i < cs->contract->operations.nelts; i++) {
        if (ngx_smartstack_contract_same(&op[i]->id, &b->op->id)) {
            return ngx_smartstack_contract_error(cs, &b->pointer,
                         "operationId \"%V\" is there twice", &b->op->id);
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_body(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *item)
{
    json_t     *body, *content, *media;
    ngx_str_t   pointer;

    static const char  *known[] = {
        "description", "required", "content", NULL
    };

    body = json_object_get(item, "requestBody");
    if (body == NULL) {
        return NGX_OK;
    }

    pointer = ngx_smartstack_contract_pointer(cs, &b->pointer, "requestBody");
    b->body_pointer = pointer;

    if (!b->op->write || b->op->method == NGX_SMARTSTACK_DELETE) {
        return ngx_smartstack_contract_error(cs, &pointer,
                                      "GET and DELETE do not take a body");
    }

    body = ngx_smartstack_contract_resolve(cs, body, &pointer);

    if (body == NULL
        || ngx_smartstack_contract_members_of(cs, body, &pointer, known,
                                              "a body")
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    b->op->body_required = json_is_true(json_object_get(body, "required"));

    content = json_object_get(body, "content");
    media = json_object_get(content, "application/json");

    if (json_object_size(content) != 1 || media == NULL) {
        return ngx_smartstack_contract_error(cs, &pointer,
                          "a body has one content type, application/json");
    }

    pointer = ngx_smartstack_contract_pointer(cs, &pointer, "content");
    pointer = ngx_smartstack_contract_pointer(cs, &pointer,
                                              "application/json");
    pointer = ngx_smartstack_contract_pointer(cs, &pointer, "schema");

    b->body = json_object_get(media, "schema");

    if (b->body == NULL) {
        return ngx_smartstack_contract_error(cs, &pointer,
                                             "the schema is missing");
    }

    b->op->body = ngx_smartstack_schema_compile(&cs->cc, b->body, &pointer);

    return b->op->body ? NGX_OK : NGX_ERROR;
}


static ngx_int_t
ngx_smartstack_contract_status(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *item)
{
    void        *iter;
    json_t      *responses;
    ngx_str_t    pointer;
    const char  *key;

    pointer = ngx_smartstack_contract_pointer(cs, &b->pointer, "responses");
    responses = json_object_get(item, "responses");

    for (iter = json_object_iter(responses);
         iter;
         iter = json_object_iter_next(responses, iter))
    {
        key = json_object_iter_key(iter);

        if (key[0] != '2') {
            continue;
        }

        if (b->op->status) {
            return ngx_smartstack_contract_error(cs, &pointer,
                                  "more than one response says success");
        }

        if (ngx_strcmp(key, "200") != 0 && ngx_strcmp(key, "201") != 0
            && ngx_strcmp(key, "202") != 0 && ngx_strcmp(key, "204") != 0)
        {
            return ngx_smartstack_contract_error(cs, &pointer,
                          "success is 200, 201, 202 or 204, not \"%s\"", key);
        }

        b->op->status = ngx_atoi((u_char *) key, 3);
    }

    if (b->op->status == 0) {
        return ngx_smartstack_contract_error(cs, &pointer,
                                      "no response says success");
    }

    return NGX_OK;
}


json_t *
ngx_smartstack_contract_resolve(ngx_smartstack_contract_compile_t *cs,
    json_t *value, ngx_str_t *pointer)
{
    ngx_str_t    place;
    ngx_uint_t   n;
    const char  *ref;

    for (n = 0; n < NGX_SMARTSTACK_REFS_MAX; n++) {

        ref = json_string_value(json_object_get(value, "$ref"));
        if (ref == NULL) {
            return value;
        }

        value = ngx_smartstack_schema_resolve(&cs->cc, ref);

        if (value == NULL) {
            (void) ngx_smartstack_contract_error(cs, pointer,
                                      "$ref \"%s\" leads nowhere", ref);
            return NULL;
        }

        if (ngx_smartstack_contract_copy(cs->cc.pool, &place, ref + 1)
            != NGX_OK)
        {
            return NULL;
        }

        *pointer = place;
    }

    (void) ngx_smartstack_contract_error(cs, pointer, "$ref is recursive");

    return NULL;
}


ngx_str_t
ngx_smartstack_contract_pointer(ngx_smartstack_contract_compile_t *cs,
    ngx_str_t *pointer, const char *name)
{
    return ngx_smartstack_pointer_add(cs->cc.pool, pointer, name);
}


ngx_int_t
ngx_smartstack_contract_copy(ngx_pool_t *pool, ngx_str_t *dst,
    const char *text)
{
    return ngx_smartstack_schema_copy(pool, dst, text);
}


ngx_uint_t
ngx_smartstack_contract_same(ngx_str_t *a, ngx_str_t *b)
{
    return a->len == b->len && ngx_memcmp(a->data, b->data, a->len) == 0;
}


ngx_uint_t
ngx_smartstack_contract_is(ngx_str_t *a, const char *text)
{
    return a->len == ngx_strlen(text)
           && ngx_memcmp(a->data, text, a->len) == 0;
}
