
/* x-smartstack: how an operation is carried out. */


#include <ngx_smartstack_contract_compile.h>


#define NGX_SMARTSTACK_BODY_MAX  65536


typedef ngx_int_t (*ngx_smartstack_contract_member_pt)(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer);


typedef struct {
    const char                         *name;
    ngx_smartstack_contract_member_pt   handler;
} ngx_smartstack_contract_member_t;


static ngx_int_t ngx_smartstack_contract_file_name(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer);
static ngx_int_t ngx_smartstack_contract_handler(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer);
static ngx_int_t ngx_smartstack_contract_result(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer);
static ngx_int_t ngx_smartstack_contract_class(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer);
static ngx_int_t ngx_smartstack_contract_etag(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer);
static ngx_int_t ngx_smartstack_contract_location(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer);
static ngx_int_t ngx_smartstack_contract_secret(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer);
static ngx_int_t ngx_smartstack_contract_body_max(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer);
static ngx_int_t ngx_smartstack_contract_column(
    ngx_smartstack_contract_compile_t *cs, json_t *value, ngx_str_t *pointer,
    ngx_str_t *name);
static ngx_int_t ngx_smartstack_contract_consistent(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_str_t *pointer);


static ngx_smartstack_contract_member_t  ngx_smartstack_contract_members[] = {
    { "query", ngx_smartstack_contract_file_name },
    { "handler", ngx_smartstack_contract_handler },
    { "result", ngx_smartstack_contract_result },
    { "roles", ngx_smartstack_contract_roles },
    { "pool", ngx_smartstack_contract_pool },
    { "scope", ngx_smartstack_contract_scope },
    { "limit", ngx_smartstack_contract_bucket },
    { "secret", ngx_smartstack_contract_secret },
    { "class", ngx_smartstack_contract_class },
    { "etag", ngx_smartstack_contract_etag },
    { "location", ngx_smartstack_contract_location },
    { "body_max", ngx_smartstack_contract_body_max },
    { NULL, NULL }
};


ngx_int_t
ngx_smartstack_contract_extension(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *item)
{
    void                              *iter;
    json_t                            *extension;
    ngx_str_t                          pointer, place;
    const char                        *key;
    ngx_smartstack_contract_member_t  *member;

    extension = json_object_get(item, "x-smartstack");

    if (!json_is_object(extension)) {
        return ngx_smartstack_contract_error(cs, &b->pointer,
                                     "x-smartstack is missing: an operation "
                                     "has a query or a handler");
    }

    pointer = ngx_smartstack_contract_pointer(cs, &b->pointer,
                                              "x-smartstack");

    b->op->body_max = NGX_SMARTSTACK_BODY_MAX;

    for (iter = json_object_iter(extension);
         iter;
         iter = json_object_iter_next(extension, iter))
    {
        key = json_object_iter_key(iter);
        place = ngx_smartstack_contract_pointer(cs, &pointer, key);

        member = ngx_smartstack_contract_members;

        while (member->name && ngx_strcmp(member->name, key) != 0) {
            member++;
        }

        if (member->name == NULL) {
            return ngx_smartstack_contract_error(cs, &place,
                                         "\"%s\" is not supported", key);
        }

        if (member->handler(cs, b, json_object_iter_value(iter), &place)
            != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    return ngx_smartstack_contract_consistent(cs, b, &pointer);
}


static ngx_int_t
ngx_smartstack_contract_file_name(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer)
{
    const char  *name;

    name = json_string_value(value);

    if (name == NULL) {
        return ngx_smartstack_contract_error(cs, pointer,
                                     "must be the name of a file");
    }

    b->file = ngx_smartstack_contract_file(cs, (u_char *) name,
                                           ngx_strlen(name));
    if (b->file == NULL) {
        return ngx_smartstack_contract_error(cs, pointer,
                                     "no such file \"api/sql/%s.sql\"", name);
    }

    b->op->sql = &b->file->sql;

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_handler(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer)
{
    const char                     *name;
    ngx_smartstack_handler_name_t  *handler;

    name = json_string_value(value);

    for (handler = cs->handlers; name && handler->name.len; handler++) {
        if (ngx_smartstack_contract_is(&handler->name, name)) {
            b->op->handler = handler->name;
            return NGX_OK;
        }
    }

    return ngx_smartstack_contract_error(cs, pointer,
                                 "no such handler \"%s\"", name ? name : "");
}


static ngx_int_t
ngx_smartstack_contract_result(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer)
{
    const char  *text;

    text = json_string_value(value);

    if (text && ngx_strcmp(text, "one") == 0) {
        b->op->result = NGX_SMARTSTACK_RESULT_ONE;

    } else if (text && ngx_strcmp(text, "list") == 0) {
        b->op->result = NGX_SMARTSTACK_RESULT_LIST;

    } else if (text && ngx_strcmp(text, "none") == 0) {
        b->op->result = NGX_SMARTSTACK_RESULT_NONE;

    } else {
        return ngx_smartstack_contract_error(cs, pointer,
                                     "must be one, list or none");
    }

    b->result = 1;

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_class(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer)
{
    const char  *text;

    text = json_string_value(value);

    if (text && ngx_strcmp(text, "long") == 0) {
        b->op->long_class = 1;
        return NGX_OK;
    }

    if (text && ngx_strcmp(text, "short") == 0) {
        return NGX_OK;
    }

    return ngx_smartstack_contract_error(cs, pointer,
                                         "must be short or long");
}


static ngx_int_t
ngx_smartstack_contract_etag(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer)
{
    return ngx_smartstack_contract_column(cs, value, pointer, &b->op->etag);
}


static ngx_int_t
ngx_smartstack_contract_secret(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer)
{
    size_t      i, n;
    ngx_str_t  *name;

    n = json_array_size(value);

    if (n == 0) {
        return ngx_smartstack_contract_error(cs, pointer,
                                             "must be a list of columns");
    }

    if (ngx_array_init(&b->op->secrets, cs->cc.pool, n, sizeof(ngx_str_t))
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    for (i = 0; i < n; i++) {
        name = ngx_array_push(&b->op->secrets);

        if (ngx_smartstack_contract_column(cs, json_array_get(value, i),
                                           pointer, name)
            != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


/* The name goes into the text of a statement: it is a plain identifier. */

static ngx_int_t
ngx_smartstack_contract_column(ngx_smartstack_contract_compile_t *cs,
    json_t *value, ngx_str_t *pointer, ngx_str_t *name)
{
    const char  *p, *text;

    text = json_string_value(value);

    for (p = text; p && *p; p++) {
        if (!((*p >= 'a' && *p <= 'z') || *p == '_'
              || (p > text && *p >= '0' && *p <= '9')))
        {
            break;
        }
    }

    if (p == text || *p) {
        return ngx_smartstack_contract_error(cs, pointer,
                                             "must be the name of a column");
    }

    return ngx_smartstack_contract_copy(cs->cc.pool, name, text);
}


static ngx_int_t
ngx_smartstack_contract_location(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer)
{
    size_t       len;
    const char  *text;

    text = json_string_value(value);
    len = text ? ngx_strlen(text) : 0;

    if (len < sizeof("/x/{id}") - 1 || text[0] != '/'
        || strchr(text, '{') != text + len - 4
        || ngx_strcmp(text + len - 5, "/{id}") != 0)
    {
        return ngx_smartstack_contract_error(cs, pointer,
                                     "must be a path that ends with \"/{id}\"");
    }

    return ngx_smartstack_contract_copy(cs->cc.pool, &b->op->location, text);
}


static ngx_int_t
ngx_smartstack_contract_body_max(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer)
{
    ssize_t    size;
    ngx_str_t  text;

    text.data = (u_char *) json_string_value(value);
    text.len = json_string_length(value);

    size = text.len ? ngx_parse_size(&text) : NGX_ERROR;

    if (json_is_integer(value)) {
        size = json_integer_value(value);
    }

    if (size <= 0) {
        return ngx_smartstack_contract_error(cs, pointer,
                                             "must be a size such as 64k");
    }

    b->op->body_max = size;

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_consistent(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_str_t *pointer)
{
    ngx_smartstack_operation_t  *op;

    op = b->op;

    if ((op->sql != NULL) == (op->handler.len != 0)) {
        return ngx_smartstack_contract_error(cs, pointer,
                             "an operation has a query or a handler");
    }

    if (ngx_smartstack_contract_caller(cs, b, pointer) != NGX_OK) {
        return NGX_ERROR;
    }

    if (op->workspace >= 0 && op->caller != NGX_SMARTSTACK_CALLER_MEMBER) {
        return ngx_smartstack_contract_error(cs, pointer,
                  "workspace_id in the path needs roles of a workspace");
    }

    if (op->location.len && op->status != 201 && op->status != 202) {
        return ngx_smartstack_contract_error(cs, pointer,
                                             "location goes with 201 or 202");
    }

    if (op->sql == NULL) {
        return NGX_OK;
    }

    if (!b->result) {
        return ngx_smartstack_contract_error(cs, pointer,
                                             "result is missing");
    }

    if (op->result == NGX_SMARTSTACK_RESULT_NONE
        ? op->status != 204 && op->status != 202 : op->status == 204)
    {
        return ngx_smartstack_contract_error(cs, pointer,
                           "result: none goes with 204 or 202, 204 with it");
    }

    if (op->secrets.nelts
        && (op->method != NGX_SMARTSTACK_POST
            || op->result != NGX_SMARTSTACK_RESULT_ONE))
    {
        return ngx_smartstack_contract_error(cs, pointer,
                             "a secret is shown by a POST with result: one");
    }

    if (op->result == NGX_SMARTSTACK_RESULT_LIST
        && (op->etag.len || op->location.len))
    {
        return ngx_smartstack_contract_error(cs, pointer,
                             "a list has neither etag nor location");
    }

    return NGX_OK;
}
