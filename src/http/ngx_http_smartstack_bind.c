
/*
 * The values of a statement's $1..$n, as texts in the batch's own pool: a
 * write may still be under way when its request is gone.
 */


#include <ngx_http_smartstack.h>
#include <ngx_smartstack_secret.h>
#include <ngx_smartstack_uuid.h>


static const char *ngx_http_smartstack_bind_one(
    ngx_http_smartstack_ctx_t *ctx, ngx_pool_t *pool,
    ngx_smartstack_bind_t *bind, ngx_http_smartstack_arg_t *args,
    ngx_int_t *rc);
static const char *ngx_http_smartstack_text(ngx_pool_t *pool,
    const u_char *data, size_t len, ngx_int_t *rc);
static const char *ngx_http_smartstack_list_value(ngx_pool_t *pool,
    ngx_str_t *text, ngx_uint_t array, ngx_int_t *rc);
static const char *ngx_http_smartstack_member(ngx_http_smartstack_ctx_t *ctx,
    ngx_pool_t *pool, ngx_smartstack_bind_t *bind, ngx_int_t *rc);
static const char *ngx_http_smartstack_json_text(ngx_pool_t *pool,
    json_t *value, ngx_int_t *rc);
static const char *ngx_http_smartstack_json_array(ngx_pool_t *pool,
    json_t *value, ngx_int_t *rc);
static const char *ngx_http_smartstack_argument(ngx_pool_t *pool,
    ngx_smartstack_bind_t *bind, ngx_http_smartstack_arg_t *args,
    ngx_int_t *rc);
static const char *ngx_http_smartstack_filter(ngx_http_smartstack_ctx_t *ctx,
    ngx_pool_t *pool, ngx_smartstack_bind_t *bind, ngx_int_t *rc);
static const char *ngx_http_smartstack_origin(ngx_http_smartstack_ctx_t *ctx,
    ngx_pool_t *pool, ngx_smartstack_bind_e kind, ngx_int_t *rc);
static const char *ngx_http_smartstack_secret(ngx_pool_t *pool,
    ngx_smartstack_bind_e kind, ngx_int_t *rc);
static const char *ngx_http_smartstack_number(ngx_pool_t *pool, int64_t n,
    ngx_int_t *rc);
static void ngx_http_smartstack_release_body(void *data);


ngx_int_t
ngx_http_smartstack_bind(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch, ngx_smartstack_statement_t *statement,
    ngx_http_smartstack_arg_t *args)
{
    ngx_int_t            rc;
    ngx_uint_t           i;
    const char         **values;
    ngx_pool_t          *pool;
    ngx_pool_cleanup_t  *cln;

    pool = batch->op.pool;
    values = NULL;

    if (statement->nbinds) {
        values = ngx_palloc(pool, statement->nbinds * sizeof(char *));
        if (values == NULL) {
            return NGX_ERROR;
        }
    }

    /* Strings of the body are used where they are: hold on to them. */

    if (ctx->body != NULL) {
        cln = ngx_pool_cleanup_add(pool, 0);
        if (cln == NULL) {
            return NGX_ERROR;
        }

        cln->handler = ngx_http_smartstack_release_body;
        cln->data = json_incref(ctx->body);
    }

    rc = NGX_OK;

    for (i = 0; i < statement->nbinds; i++) {
        values[i] = ngx_http_smartstack_bind_one(ctx, pool,
                                           &statement->binds[i], args, &rc);
        if (rc != NGX_OK) {
            return rc;
        }
    }

    return ngx_smartstack_pg_add(batch, statement, values);
}


static const char *
ngx_http_smartstack_bind_one(ngx_http_smartstack_ctx_t *ctx, ngx_pool_t *pool,
    ngx_smartstack_bind_t *bind, ngx_http_smartstack_arg_t *args,
    ngx_int_t *rc)
{
    u_char      uuid[NGX_SMARTSTACK_UUID_LEN];
    ngx_str_t  *value;

    switch (bind->kind) {

    case NGX_SMARTSTACK_BIND_PATH:
        value = &ctx->match.values[bind->index];
        return ngx_http_smartstack_text(pool, value->data, value->len, rc);

    case NGX_SMARTSTACK_BIND_QUERY:
        value = &ctx->values[bind->index];

        if (value->data == NULL) {
            value = ngx_smartstack_schema_default(
               ((ngx_smartstack_param_t *) ctx->operation->query.elts)
                                                      [bind->index].schema);
            if (value == NULL) {
                return NULL;
            }
        }

        return ngx_http_smartstack_list_value(pool, value, bind->array, rc);

    case NGX_SMARTSTACK_BIND_FILTER:
        return ngx_http_smartstack_filter(ctx, pool, bind, rc);

    case NGX_SMARTSTACK_BIND_CURSOR:
        value = &ctx->cursor[bind->index];
        return ngx_http_smartstack_text(pool, value->data, value->len, rc);

    case NGX_SMARTSTACK_BIND_MEMBER:
        return ngx_http_smartstack_member(ctx, pool, bind, rc);

    case NGX_SMARTSTACK_BIND_HAS:
        return json_object_getn(ctx->body, (char *) bind->name.data,
                                bind->name.len) ? "t" : "f";

    case NGX_SMARTSTACK_BIND_CALLER_USER:
        return ctx->authenticated
               ? ngx_http_smartstack_text(pool, ctx->claims.user,
                                          NGX_SMARTSTACK_UUID_LEN, rc)
               : NULL;

    case NGX_SMARTSTACK_BIND_CALLER_SESSION:
        return (ctx->credential == NGX_HTTP_SMARTSTACK_SESSION)
               ? ngx_http_smartstack_text(pool, ctx->claims.session,
                                          NGX_SMARTSTACK_UUID_LEN, rc)
               : NULL;

    case NGX_SMARTSTACK_BIND_WORKSPACE:
        return ctx->workspace.len
               ? ngx_http_smartstack_text(pool, ctx->workspace.data,
                                          ctx->workspace.len, rc)
               : NULL;

    case NGX_SMARTSTACK_BIND_LINK:
        return ctx->link.len
               ? ngx_http_smartstack_text(pool, ctx->link.data,
                                          ctx->link.len, rc)
               : NULL;

    case NGX_SMARTSTACK_BIND_CALLER_IP_PREFIX:
    case NGX_SMARTSTACK_BIND_CALLER_ADDRESS:
    case NGX_SMARTSTACK_BIND_CALLER_AGENT:
        return ngx_http_smartstack_origin(ctx, pool, bind->kind, rc);

    case NGX_SMARTSTACK_BIND_NEW_TOKEN:
    case NGX_SMARTSTACK_BIND_NEW_API_KEY:
    case NGX_SMARTSTACK_BIND_NEW_CODE:
        return ngx_http_smartstack_secret(pool, bind->kind, rc);

    case NGX_SMARTSTACK_BIND_NEW_ID:
        if (ngx_smartstack_uuid7(uuid) != NGX_OK) {
            *rc = NGX_ERROR;
            return NULL;
        }

        return ngx_http_smartstack_text(pool, uuid, NGX_SMARTSTACK_UUID_LEN,
                                        rc);

    case NGX_SMARTSTACK_BIND_LIMIT:
        return ngx_http_smartstack_number(pool, ctx->limit + 1, rc);

    case NGX_SMARTSTACK_BIND_IF_REV:
        return ctx->has_if_rev
               ? ngx_http_smartstack_number(pool, ctx->if_rev, rc) : NULL;

    case NGX_SMARTSTACK_BIND_BODY:
        return ngx_http_smartstack_text(pool, ctx->body_text.data,
                                        ctx->body_text.len, rc);

    case NGX_SMARTSTACK_BIND_REQUEST_ID:
        return ngx_http_smartstack_text(pool, ctx->request_id.data,
                                        ctx->request_id.len, rc);

    case NGX_SMARTSTACK_BIND_TRACE_ID:
        return ngx_http_smartstack_text(pool, ctx->trace_id.data,
                                        ctx->trace_id.len, rc);

    case NGX_SMARTSTACK_BIND_IDEMPOTENCY_KEY:
        value = &ctx->headers.idempotency_key->value;
        return ngx_http_smartstack_text(pool, value->data, value->len, rc);

    case NGX_SMARTSTACK_BIND_ARGUMENT:
        return ngx_http_smartstack_argument(pool, bind, args, rc);
    }

    *rc = NGX_ERROR;

    return NULL;
}


static const char *
ngx_http_smartstack_text(ngx_pool_t *pool, const u_char *data, size_t len,
    ngx_int_t *rc)
{
    u_char  *p;

    p = ngx_pnalloc(pool, len + 1);
    if (p == NULL) {
        *rc = NGX_ERROR;
        return NULL;
    }

    *ngx_cpymem(p, data, len) = '\0';

    return (char *) p;
}


static const char *
ngx_http_smartstack_number(ngx_pool_t *pool, int64_t n, ngx_int_t *rc)
{
    u_char  *p;

    p = ngx_pnalloc(pool, NGX_INT64_LEN + 1);
    if (p == NULL) {
        *rc = NGX_ERROR;
        return NULL;
    }

    *ngx_sprintf(p, "%L", n) = '\0';

    return (char *) p;
}


/* Where the caller is, and with what. */

static const char *
ngx_http_smartstack_origin(ngx_http_smartstack_ctx_t *ctx, ngx_pool_t *pool,
    ngx_smartstack_bind_e kind, ngx_int_t *rc)
{
    ngx_int_t  found;
    ngx_str_t  text;

    found = NGX_OK;

    switch (kind) {

    case NGX_SMARTSTACK_BIND_CALLER_IP_PREFIX:
        found = ngx_http_smartstack_network(ctx, &text);
        break;

    case NGX_SMARTSTACK_BIND_CALLER_ADDRESS:
        found = ngx_http_smartstack_address(ctx, &text);
        break;

    default:
        ngx_http_smartstack_agent(ctx, &text);
    }

    if (found != NGX_OK) {
        *rc = NGX_ERROR;
        return NULL;
    }

    return text.len ? ngx_http_smartstack_text(pool, text.data, text.len, rc)
                    : NULL;
}


static const char *
ngx_http_smartstack_secret(ngx_pool_t *pool, ngx_smartstack_bind_e kind,
    ngx_int_t *rc)
{
    size_t   len;
    u_char  *p;

    p = ngx_pnalloc(pool, NGX_SMARTSTACK_API_KEY_LEN + 1);
    if (p == NULL) {
        *rc = NGX_ERROR;
        return NULL;
    }

    switch (kind) {

    case NGX_SMARTSTACK_BIND_NEW_API_KEY:
        len = NGX_SMARTSTACK_API_KEY_LEN;
        *rc = ngx_smartstack_secret_api_key(p);
        break;

    case NGX_SMARTSTACK_BIND_NEW_CODE:
        len = NGX_SMARTSTACK_CODE_LEN;
        *rc = ngx_smartstack_secret_code(p);
        break;

    default: /* NGX_SMARTSTACK_BIND_NEW_TOKEN */
        len = NGX_SMARTSTACK_TOKEN_LEN;
        *rc = ngx_smartstack_secret_token(p);
    }

    p[len] = '\0';

    return (char *) p;
}


/* A parameter's text; "a,b" becomes {"a","b"} where an array is due. */

static const char *
ngx_http_smartstack_list_value(ngx_pool_t *pool, ngx_str_t *text,
    ngx_uint_t array, ngx_int_t *rc)
{
    u_char  *p, *d, *start;
    size_t   i;

    if (!array) {
        return ngx_http_smartstack_text(pool, text->data, text->len, rc);
    }

    /* each byte may need a backslash, each item its quotes and comma */

    d = ngx_pnalloc(pool, text->len * 3 + sizeof("{\"\"}"));
    if (d == NULL) {
        *rc = NGX_ERROR;
        return NULL;
    }

    start = d;
    p = text->data;

    *d++ = '{';

    if (text->len) {
        *d++ = '"';

        for (i = 0; i < text->len; i++) {

            if (p[i] == ',') {
                *d++ = '"';
                *d++ = ',';
                *d++ = '"';
                continue;
            }

            if (p[i] == '"' || p[i] == '\\') {
                *d++ = '\\';
            }

            *d++ = p[i];
        }

        *d++ = '"';
    }

    *d++ = '}';
    *d = '\0';

    return (char *) start;
}


static const char *
ngx_http_smartstack_filter(ngx_http_smartstack_ctx_t *ctx, ngx_pool_t *pool,
    ngx_smartstack_bind_t *bind, ngx_int_t *rc)
{
    ngx_uint_t               i;
    ngx_smartstack_param_t  *param;

    param = ctx->operation->query.elts;

    for (i = 0; i < ctx->operation->query.nelts; i++) {
        if (param[i].filter == (ngx_int_t) bind->index) {
            return ngx_http_smartstack_list_value(pool, &ctx->values[i],
                                                  bind->array, rc);
        }
    }

    *rc = NGX_ERROR;

    return NULL;
}


static const char *
ngx_http_smartstack_member(ngx_http_smartstack_ctx_t *ctx, ngx_pool_t *pool,
    ngx_smartstack_bind_t *bind, ngx_int_t *rc)
{
    json_t  *value;

    value = json_object_getn(ctx->body, (char *) bind->name.data,
                             bind->name.len);

    switch (value ? json_typeof(value) : JSON_NULL) {

    case JSON_NULL:
        return NULL;

    case JSON_STRING:
        return json_string_value(value);

    case JSON_TRUE:
        return "t";

    case JSON_FALSE:
        return "f";

    case JSON_INTEGER:
        return ngx_http_smartstack_number(pool, json_integer_value(value),
                                          rc);

    case JSON_ARRAY:
        if (bind->array) {
            return ngx_http_smartstack_json_array(pool, value, rc);
        }

        /* fall through */

    default:
        return ngx_http_smartstack_json_text(pool, value, rc);
    }
}


static const char *
ngx_http_smartstack_json_text(ngx_pool_t *pool, json_t *value, ngx_int_t *rc)
{
    char    *p;
    size_t   len;

    len = json_dumpb(value, NULL, 0, JSON_COMPACT|JSON_ENCODE_ANY);

    p = ngx_pnalloc(pool, len + 1);

    if (len == 0 || p == NULL) {
        *rc = NGX_ERROR;
        return NULL;
    }

    (void) json_dumpb(value, p, len, JSON_COMPACT|JSON_ENCODE_ANY);
    p[len] = '\0';

    return p;
}


/* ["a", 1] -> {"a","1"}, null -> NULL */

static const char *
ngx_http_smartstack_json_array(ngx_pool_t *pool, json_t *value,
    ngx_int_t *rc)
{
    char        *start, *d;
    size_t       i, n, len, size;
    json_t      *item;
    const char  *p;

    size = sizeof("{}");
    n = json_array_size(value);

    for (i = 0; i < n; i++) {
        item = json_array_get(value, i);
        size += 3 + (json_is_string(item) ? json_string_length(item) * 2
                                          : NGX_INT64_LEN);
    }

    d = ngx_pnalloc(pool, size);
    if (d == NULL) {
        *rc = NGX_ERROR;
        return NULL;
    }

    start = d;
    *d++ = '{';

    for (i = 0; i < n; i++) {
        item = json_array_get(value, i);

        if (i) {
            *d++ = ',';
        }

        if (json_is_integer(item)) {
            d = (char *) ngx_sprintf((u_char *) d, "%L",
                                     (int64_t) json_integer_value(item));
            continue;
        }

        if (!json_is_string(item)) {
            d = (char *) ngx_cpymem(d, "NULL", 4);
            continue;
        }

        *d++ = '"';

        p = json_string_value(item);

        for (len = json_string_length(item); len; len--, p++) {
            if (*p == '"' || *p == '\\') {
                *d++ = '\\';
            }

            *d++ = *p;
        }

        *d++ = '"';
    }

    *d++ = '}';
    *d = '\0';

    return start;
}


static const char *
ngx_http_smartstack_argument(ngx_pool_t *pool, ngx_smartstack_bind_t *bind,
    ngx_http_smartstack_arg_t *args, ngx_int_t *rc)
{
    for ( /* void */ ; args != NULL && args->name; args++) {

        if (ngx_strlen(args->name) != bind->name.len
            || ngx_strncmp(args->name, bind->name.data, bind->name.len) != 0)
        {
            continue;
        }

        return args->value ? ngx_http_smartstack_text(pool,
                                   args->value->data, args->value->len, rc)
                           : NULL;
    }

    *rc = NGX_ERROR;

    return NULL;
}


static void
ngx_http_smartstack_release_body(void *data)
{
    json_decref(data);
}
