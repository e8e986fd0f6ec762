
/* What path, query and headers say, checked against the contract. */


#include <ngx_http_smartstack.h>
#include <ngx_smartstack_uri.h>
#include <ngx_smartstack_uuid.h>


#define NGX_HTTP_SMARTSTACK_KEY_MAX     255


static ngx_int_t ngx_http_smartstack_ids(ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_preconditions(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_parse_query(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_query_value(
    ngx_http_smartstack_ctx_t *ctx, ngx_str_t *name, ngx_str_t *value);
static ngx_int_t ngx_http_smartstack_check_values(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_uint_t ngx_http_smartstack_good_id(ngx_str_t *id);


/* lower-case names; offset of the pointer in headers_t */

static struct {
    ngx_str_t  name;
    size_t     offset;
} ngx_http_smartstack_wanted[] = {

    { ngx_string("authorization"),
      offsetof(ngx_http_smartstack_headers_t, authorization) },

    { ngx_string("smartstack-link"),
      offsetof(ngx_http_smartstack_headers_t, link) },

    { ngx_string("smartstack-workspace"),
      offsetof(ngx_http_smartstack_headers_t, workspace) },

    { ngx_string("idempotency-key"),
      offsetof(ngx_http_smartstack_headers_t, idempotency_key) },

    { ngx_string("x-request-id"),
      offsetof(ngx_http_smartstack_headers_t, request_id) },

    { ngx_string("traceparent"),
      offsetof(ngx_http_smartstack_headers_t, traceparent) },

    { ngx_string("sec-fetch-site"),
      offsetof(ngx_http_smartstack_headers_t, fetch_site) },

    { ngx_string("origin"),
      offsetof(ngx_http_smartstack_headers_t, origin) },

    { ngx_string("content-encoding"),
      offsetof(ngx_http_smartstack_headers_t, content_encoding) },

    { ngx_null_string, 0 }
};


ngx_int_t
ngx_http_smartstack_read_headers(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_uint_t            i, n;
    ngx_list_part_t      *part;
    ngx_table_elt_t      *h, **slot;

    part = &ctx->request->headers_in.headers.part;

    do {
        h = part->elts;

        for (i = 0; i < part->nelts; i++) {

            for (n = 0; ngx_http_smartstack_wanted[n].name.len; n++) {

                if (h[i].key.len != ngx_http_smartstack_wanted[n].name.len
                    || ngx_memcmp(h[i].lowcase_key,
                                  ngx_http_smartstack_wanted[n].name.data,
                                  h[i].key.len)
                       != 0)
                {
                    continue;
                }

                slot = (ngx_table_elt_t **) ((u_char *) &ctx->headers
                                     + ngx_http_smartstack_wanted[n].offset);

                if (*slot != NULL) {

                    /* who traces may be anybody: he is not worth a 400 */

                    if (slot == &ctx->headers.traceparent) {
                        ctx->headers.many_traces = 1;

                    } else {
                        ctx->headers.twice = &h[i].key;
                    }
                }

                *slot = &h[i];
                break;
            }
        }

        part = part->next;

    } while (part != NULL);

    return ngx_http_smartstack_ids(ctx);
}


/* One new UUID gives all ids that the caller has not brought. */

static ngx_int_t
ngx_http_smartstack_ids(ngx_http_smartstack_ctx_t *ctx)
{
    u_char     *p;
    ngx_str_t  *caller;

    p = ngx_pnalloc(ctx->request->pool, NGX_SMARTSTACK_UUID_LEN
                                        + NGX_SMARTSTACK_TRACEPARENT_LEN);

    if (p == NULL || ngx_smartstack_uuid7(p) != NGX_OK) {
        return NGX_ERROR;
    }

    ctx->request_id.data = p;
    ctx->request_id.len = NGX_SMARTSTACK_UUID_LEN;

    caller = (ctx->headers.traceparent && !ctx->headers.many_traces)
             ? &ctx->headers.traceparent->value : NULL;

    ctx->traceparent.data = p + NGX_SMARTSTACK_UUID_LEN;
    ctx->traceparent.len = NGX_SMARTSTACK_TRACEPARENT_LEN;

    ngx_smartstack_trace_parent(ctx->traceparent.data, caller, p);

    ctx->trace_id.data = ctx->traceparent.data + NGX_SMARTSTACK_TRACE_ID_AT;
    ctx->trace_id.len = NGX_SMARTSTACK_TRACE_ID_LEN;

    ctx->span_id.data = ctx->traceparent.data + NGX_SMARTSTACK_SPAN_ID_AT;
    ctx->span_id.len = NGX_SMARTSTACK_SPAN_ID_LEN;

    if (ctx->headers.request_id != NULL
        && ngx_http_smartstack_good_id(&ctx->headers.request_id->value))
    {
        ctx->request_id = ctx->headers.request_id->value;
    }

    return NGX_OK;
}


/* A request id of the caller is taken over only in this shape. */

static ngx_uint_t
ngx_http_smartstack_good_id(ngx_str_t *id)
{
    size_t  i;
    u_char  c;

    if (id->len < 8 || id->len > 64) {
        return 0;
    }

    for (i = 0; i < id->len; i++) {
        c = id->data[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-'))
        {
            return 0;
        }
    }

    return 1;
}


ngx_int_t
ngx_http_smartstack_read_query(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_int_t                    rc;
    ngx_smartstack_operation_t  *op;

    op = ctx->operation;

    if (ctx->headers.twice != NULL) {
        (void) ngx_http_smartstack_fault(ctx, NGX_HTTP_BAD_REQUEST,
                                         ctx->headers.twice, "duplicate",
                                         "This header came more than once.");
    }

    if (op->query.nelts) {
        ctx->values = ngx_pcalloc(ctx->request->pool,
                                  op->query.nelts * sizeof(ngx_str_t));
        if (ctx->values == NULL) {
            return NGX_ERROR;
        }
    }

    if (ctx->request->args.len
        && ngx_http_smartstack_parse_query(ctx) == NGX_ERROR)
    {
        return NGX_ERROR;
    }

    if (ngx_http_smartstack_check_values(ctx) == NGX_ERROR) {
        return NGX_ERROR;
    }

    if (ctx->faults != NULL && ctx->faults->nelts) {
        return ngx_http_smartstack_faults(ctx, NGX_HTTP_BAD_REQUEST);
    }

    rc = ngx_http_smartstack_preconditions(ctx);
    if (rc != NGX_OK) {
        return rc;
    }

    return (op->result == NGX_SMARTSTACK_RESULT_LIST)
           ? ngx_http_smartstack_list(ctx) : NGX_OK;
}


/* If-Match and Idempotency-Key. */

static ngx_int_t
ngx_http_smartstack_preconditions(ngx_http_smartstack_ctx_t *ctx)
{
    size_t                       i;
    ngx_int_t                    n;
    ngx_str_t                   *value;
    ngx_table_elt_t             *h;
    ngx_smartstack_operation_t  *op;

    static ngx_str_t  if_match = ngx_string("If-Match");
    static ngx_str_t  key = ngx_string("Idempotency-Key");

    op = ctx->operation;
    h = ctx->request->headers_in.if_match;

    if (op->if_match) {

        if (h == NULL) {
            return ngx_http_smartstack_problem(ctx, 428,
                         "precondition_required",
                         "Send If-Match with the ETag that you have read.");
        }

        n = ngx_smartstack_etag_list(&h->value, ctx->if_revs);

        if (n == NGX_ERROR) {
            return ngx_http_smartstack_fault(ctx, NGX_HTTP_BAD_REQUEST,
                                             &if_match, "format",
                                  "An ETag of ours looks like \"r7\".");
        }

        /* revisions only grow: who has read several means the last */

        ctx->nif_revs = n;

        while (n--) {
            ctx->if_rev = ngx_max(ctx->if_rev, ctx->if_revs[n]);
        }

        ctx->has_if_rev = 1;
    }

    if (op->key_required && ctx->headers.idempotency_key == NULL) {
        return ngx_http_smartstack_fault(ctx, NGX_HTTP_BAD_REQUEST, &key,
                  "required", "Send a key, so that this is done once only.");
    }

    if (op->idempotent && ctx->headers.idempotency_key != NULL) {

        value = &ctx->headers.idempotency_key->value;

        for (i = 0; i < value->len; i++) {
            if (value->data[i] < 0x21 || value->data[i] > 0x7e) {
                break;
            }
        }

        if (value->len == 0 || i != value->len
            || value->len > NGX_HTTP_SMARTSTACK_KEY_MAX)
        {
            return ngx_http_smartstack_fault(ctx, NGX_HTTP_BAD_REQUEST,
                   &key, "format", "A key is 1 to 255 visible characters.");
        }

        ctx->idempotent = 1;
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_smartstack_parse_query(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t  rest, name, value;

    rest = ctx->request->args;

    while (ngx_smartstack_uri_pair(&rest, &name, &value)) {
        if (ngx_http_smartstack_query_value(ctx, &name, &value)
            == NGX_ERROR)
        {
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_smartstack_query_value(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *name, ngx_str_t *value)
{
    ngx_int_t                rc;
    ngx_uint_t               i;
    ngx_smartstack_param_t  *param;

    static ngx_str_t  query = ngx_string("query");

    rc = ngx_smartstack_uri_decode(ctx->request->pool, name, 1);

    if (rc == NGX_OK) {
        rc = ngx_smartstack_uri_decode(ctx->request->pool, value, 1);
    }

    if (rc == NGX_ERROR) {
        return NGX_ERROR;
    }

    if (rc == NGX_DECLINED) {
        return ngx_http_smartstack_fault(ctx, NGX_HTTP_BAD_REQUEST, &query,
                              "encoding", "The query is not valid UTF-8.");
    }

    param = ctx->operation->query.elts;

    for (i = 0; i < ctx->operation->query.nelts; i++) {

        if (param[i].name.len != name->len
            || ngx_memcmp(param[i].name.data, name->data, name->len) != 0)
        {
            continue;
        }

        if (ctx->values[i].data != NULL) {
            return ngx_http_smartstack_fault(ctx, NGX_HTTP_BAD_REQUEST, name,
                         "duplicate", "This parameter came more than once.");
        }

        ctx->values[i] = *value;
        return NGX_OK;
    }

    return ngx_http_smartstack_fault(ctx, NGX_HTTP_BAD_REQUEST, name,
                         "unknown_parameter",
                         "This operation has no parameter of this name.");
}


static ngx_int_t
ngx_http_smartstack_check_values(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t               *value;
    ngx_uint_t               i;
    ngx_array_t             *faults;
    ngx_smartstack_param_t  *param;

    faults = ngx_http_smartstack_fault_list(ctx);
    if (faults == NULL) {
        return NGX_ERROR;
    }

    param = ctx->operation->path_params.elts;

    for (i = 0; i < ctx->operation->path_params.nelts; i++) {
        value = &ctx->match.values[param[i].index];

        if (ngx_smartstack_schema_check_text(param[i].schema, &param[i].name,
                                         value, ctx->request->pool, faults)
            == NGX_ERROR)
        {
            return NGX_ERROR;
        }
    }

    param = ctx->operation->query.elts;

    for (i = 0; i < ctx->operation->query.nelts; i++) {
        value = &ctx->values[i];

        if (value->data == NULL) {

            if (param[i].required) {
                (void) ngx_http_smartstack_fault(ctx, NGX_HTTP_BAD_REQUEST,
                                           &param[i].name, "required",
                                           "This parameter is missing.");
            }

            continue;
        }

        if (ngx_smartstack_schema_check_text(param[i].schema, &param[i].name,
                                         value, ctx->request->pool, faults)
            == NGX_ERROR)
        {
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}
