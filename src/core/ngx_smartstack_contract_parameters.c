
/* The parameters of an operation, its own and those of its path. */


#include <ngx_smartstack_contract_compile.h>


static ngx_int_t ngx_smartstack_contract_parameter(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *item, ngx_str_t *pointer,
    ngx_uint_t shared);
static ngx_int_t ngx_smartstack_contract_keywords(
    ngx_smartstack_contract_compile_t *cs, json_t *item, ngx_str_t *pointer);
static ngx_int_t ngx_smartstack_contract_header(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_str_t *name, json_t *item,
    ngx_str_t *pointer);
static ngx_smartstack_param_t *ngx_smartstack_contract_param(
    ngx_array_t *params, ngx_str_t *name);


ngx_int_t
ngx_smartstack_contract_parameters(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *params, ngx_str_t *pointer,
    ngx_uint_t shared)
{
    u_char      number[NGX_INT_T_LEN + 1];
    size_t      i;
    json_t     *item;
    ngx_str_t   place;

    if (params == NULL) {
        return NGX_OK;
    }

    if (!json_is_array(params)) {
        return ngx_smartstack_contract_error(cs, pointer,
                                             "parameters must be an array");
    }

    for (i = 0; i < json_array_size(params); i++) {

        *ngx_sprintf(number, "%uz", i) = '\0';
        place = ngx_smartstack_contract_pointer(cs, pointer, (char *) number);

        item = ngx_smartstack_contract_resolve(cs, json_array_get(params, i),
                                               &place);

        if (item == NULL
            || ngx_smartstack_contract_parameter(cs, b, item, &place, shared)
               != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_parameter(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *item, ngx_str_t *pointer,
    ngx_uint_t shared)
{
    json_t                  *schema;
    ngx_str_t                name, place;
    ngx_array_t             *params;
    const char              *in, *text;
    ngx_smartstack_param_t  *param;

    if (ngx_smartstack_contract_keywords(cs, item, pointer) != NGX_OK) {
        return NGX_ERROR;
    }

    text = json_string_value(json_object_get(item, "name"));
    in = json_string_value(json_object_get(item, "in"));
    schema = json_object_get(item, "schema");

    if (text == NULL || in == NULL || schema == NULL) {
        return ngx_smartstack_contract_error(cs, pointer,
                             "a parameter has \"name\", \"in\" and "
                             "\"schema\"");
    }

    if (ngx_smartstack_contract_copy(cs->cc.pool, &name, text) != NGX_OK) {
        return NGX_ERROR;
    }

    if (ngx_strcmp(in, "header") == 0) {
        return ngx_smartstack_contract_header(cs, b, &name, item, pointer);
    }

    if (ngx_strcmp(in, "path") == 0) {
        params = &b->op->path_params;

    } else if (ngx_strcmp(in, "query") == 0) {
        params = &b->op->query;

    } else {
        return ngx_smartstack_contract_error(cs, pointer,
                             "\"in\" is path, query or header, not \"%s\"",
                             in);
    }

    if (ngx_smartstack_contract_param(params, &name) != NULL) {

        if (shared) {

            /* the operation says it anew */

            return NGX_OK;
        }

        return ngx_smartstack_contract_error(cs, pointer,
                             "parameter \"%V\" is there twice", &name);
    }

    param = ngx_array_push(params);
    if (param == NULL) {
        return NGX_ERROR;
    }

    ngx_memzero(param, sizeof(ngx_smartstack_param_t));

    place = ngx_smartstack_contract_pointer(cs, pointer, "schema");

    param->name = name;
    param->in = (params == &b->op->query) ? NGX_SMARTSTACK_IN_QUERY
                                          : NGX_SMARTSTACK_IN_PATH;
    param->index = params->nelts - 1;
    param->filter = -1;
    param->required = json_is_true(json_object_get(item, "required"));
    param->schema = ngx_smartstack_schema_compile(&cs->cc, schema, &place);

    if (param->schema == NULL) {
        return NGX_ERROR;
    }

    if (param->in == NGX_SMARTSTACK_IN_QUERY
        && json_object_set(b->schemas, text, schema) != 0)
    {
        return NGX_ERROR;
    }

    if (param->in == NGX_SMARTSTACK_IN_PATH && !param->required) {
        return ngx_smartstack_contract_error(cs, pointer,
                                     "a path parameter is required: true");
    }

    if (ngx_smartstack_schema_is_array(param->schema)) {

        if (param->in == NGX_SMARTSTACK_IN_PATH) {
            return ngx_smartstack_contract_error(cs, pointer,
                                     "a path parameter is no array");
        }

        if (!json_is_false(json_object_get(item, "explode"))) {
            return ngx_smartstack_contract_error(cs, pointer,
                                     "an array comes comma separated: "
                                     "explode: false");
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_keywords(ngx_smartstack_contract_compile_t *cs,
    json_t *item, ngx_str_t *pointer)
{
    void        *iter;
    ngx_uint_t   i;
    const char  *key, *style;

    static const char  *known[] = {
        "name", "in", "required", "schema", "description", "deprecated",
        "example", "examples", "style", "explode", NULL
    };

    for (iter = json_object_iter(item);
         iter;
         iter = json_object_iter_next(item, iter))
    {
        key = json_object_iter_key(iter);

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

    style = json_string_value(json_object_get(item, "style"));

    if (style && ngx_strcmp(style, "form") != 0
        && ngx_strcmp(style, "simple") != 0)
    {
        return ngx_smartstack_contract_error(cs, pointer,
                                     "style \"%s\" is not supported", style);
    }

    return NGX_OK;
}


/* What a header means is the HTTP floor's own; here its name is checked. */

static ngx_int_t
ngx_smartstack_contract_header(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_str_t *name, json_t *item,
    ngx_str_t *pointer)
{
    ngx_uint_t  i;

    static const char  *known[] = {
        "SmartStack-Workspace", "Idempotency-Key", "If-Match",
        "If-None-Match", "SmartStack-Link", "X-Request-Id", "traceparent",
        NULL
    };

    if (ngx_smartstack_contract_is(name, "Idempotency-Key")
        && json_is_true(json_object_get(item, "required")))
    {
        b->op->key_required = 1;
    }

    for (i = 0; known[i]; i++) {
        if (ngx_smartstack_contract_is(name, known[i])) {
            return NGX_OK;
        }
    }

    return ngx_smartstack_contract_error(cs, pointer,
                                 "header \"%V\" is not supported", name);
}


static ngx_smartstack_param_t *
ngx_smartstack_contract_param(ngx_array_t *params, ngx_str_t *name)
{
    ngx_uint_t               i;
    ngx_smartstack_param_t  *param;

    param = params->elts;

    for (i = 0; i < params->nelts; i++) {
        if (ngx_smartstack_contract_same(&param[i].name, name)) {
            return &param[i];
        }
    }

    return NULL;
}


/* Orders the path parameters as the path does; each has its segment. */

ngx_int_t
ngx_smartstack_contract_template(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b)
{
    u_char                  *p, *end;
    ngx_str_t                segment, name;
    ngx_uint_t               n;
    ngx_array_t             *params;
    ngx_smartstack_param_t  *param, *first, swap;

    n = 0;
    params = &b->op->path_params;
    first = params->elts;
    b->op->workspace = -1;

    p = b->op->path.data + cs->base->len;
    end = b->op->path.data + b->op->path.len;

    while (p < end) {
        segment.data = p + 1;
        p = ngx_strlchr(segment.data, end, '/');
        p = p ? p : end;
        segment.len = p - segment.data;

        if (segment.len == 0) {
            return ngx_smartstack_contract_error(cs, &b->pointer,
                                         "the path has an empty segment");
        }

        if (ngx_strlchr(segment.data, p, '{') == NULL
            && ngx_strlchr(segment.data, p, '}') == NULL)
        {
            continue;
        }

        name.data = segment.data + 1;
        name.len = segment.len - 2;

        if (segment.len < 3 || segment.data[0] != '{'
            || ngx_strlchr(name.data, p, '}') != p - 1)
        {
            return ngx_smartstack_contract_error(cs, &b->pointer,
                          "a path parameter is a whole segment, \"{name}\"");
        }

        param = ngx_smartstack_contract_param(params, &name);

        if (param == NULL || param < first + n) {
            return ngx_smartstack_contract_error(cs, &b->pointer,
                          param ? "path parameter \"%V\" is there twice"
                                : "path parameter \"%V\" is not declared",
                          &name);
        }

        if (n == NGX_SMARTSTACK_MAX_PATH_PARAMS) {
            return ngx_smartstack_contract_error(cs, &b->pointer,
                                         "more than %d path parameters",
                                         NGX_SMARTSTACK_MAX_PATH_PARAMS);
        }

        swap = first[n];
        first[n] = *param;
        *param = swap;
        first[n].index = n;

        if (ngx_smartstack_contract_is(&name, "workspace_id")) {
            b->op->workspace = (ngx_int_t) n;
        }

        n++;
    }

    if (n < params->nelts) {
        return ngx_smartstack_contract_error(cs, &b->pointer,
                          "path parameter \"%V\" is not in the path",
                          &first[n].name);
    }

    return NGX_OK;
}
