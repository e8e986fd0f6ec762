
/* The request's body: media type, size, JSON, schema. */


#include <ngx_http_smartstack.h>


static ngx_uint_t ngx_http_smartstack_is_json(ngx_http_request_t *r);
static ngx_int_t ngx_http_smartstack_body_text(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_bad_json(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_json_status_e status, size_t pos);


static ngx_str_t  ngx_http_smartstack_whole_body = ngx_string("");


/* What can be told before the body is read. */

ngx_int_t
ngx_http_smartstack_check_body(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_http_request_t              *r;
    ngx_smartstack_operation_t      *op;
    ngx_http_smartstack_loc_conf_t  *slcf;

    r = ctx->request;
    op = ctx->operation;

    if (op->body == NULL) {

        if (op->write
            && (r->headers_in.content_length_n > 0 || r->headers_in.chunked))
        {
            return ngx_http_smartstack_problem(ctx,
                       NGX_HTTP_UNSUPPORTED_MEDIA_TYPE, "body_not_taken",
                       "This operation takes no body.");
        }

        return NGX_OK;
    }

    if (ctx->headers.content_encoding != NULL) {
        return ngx_http_smartstack_problem(ctx,
                         NGX_HTTP_UNSUPPORTED_MEDIA_TYPE, "content_encoding",
                         "A compressed body is not taken.");
    }

    if (r->headers_in.content_length_n <= 0 && !r->headers_in.chunked) {
        if (op->body_required) {
            return ngx_http_smartstack_problem(ctx, NGX_HTTP_BAD_REQUEST,
                                 "body_required", "A JSON body is missing.");
        }

        return NGX_OK;
    }

    if (!ngx_http_smartstack_is_json(r)) {
        return ngx_http_smartstack_problem(ctx,
                       NGX_HTTP_UNSUPPORTED_MEDIA_TYPE,
                       "unsupported_media_type",
                       "Send the body as application/json.");
    }

    slcf = ngx_http_get_module_loc_conf(r, ngx_http_smartstack_module);

    if (r->headers_in.content_length_n > (off_t) op->body_max
        || r->headers_in.content_length_n > (off_t) slcf->body_max)
    {
        return ngx_http_smartstack_problem(ctx,
                      NGX_HTTP_REQUEST_ENTITY_TOO_LARGE, "body_too_large",
                      "The body is longer than this operation takes.");
    }

    return NGX_OK;
}


static ngx_uint_t
ngx_http_smartstack_is_json(ngx_http_request_t *r)
{
    u_char     *p, *end;
    ngx_str_t  *type;

    static ngx_str_t  json = ngx_string("application/json");

    if (r->headers_in.content_type == NULL) {
        return 0;
    }

    type = &r->headers_in.content_type->value;

    if (type->len < json.len
        || ngx_strncasecmp(type->data, json.data, json.len) != 0)
    {
        return 0;
    }

    p = type->data + json.len;
    end = type->data + type->len;

    while (p < end && (*p == ' ' || *p == '\t')) {
        p++;
    }

    if (p == end) {
        return 1;
    }

    /* The only parameter that makes sense is the charset JSON has anyway. */

    if (*p++ != ';') {
        return 0;
    }

    while (p < end && (*p == ' ' || *p == '\t')) {
        p++;
    }

    return (end - p == sizeof("charset=utf-8") - 1
            && ngx_strncasecmp(p, (u_char *) "charset=utf-8", end - p) == 0);
}


ngx_int_t
ngx_http_smartstack_parse_body(ngx_http_smartstack_ctx_t *ctx)
{
    size_t                         pos;
    ngx_int_t                      rc;
    ngx_array_t                   *faults;
    ngx_smartstack_json_status_e   status;

    rc = ngx_http_smartstack_body_text(ctx);
    if (rc != NGX_OK) {
        return rc;
    }

    if (ctx->body_text.len == 0) {

        if (ctx->operation->body_required) {
            return ngx_http_smartstack_problem(ctx, NGX_HTTP_BAD_REQUEST,
                                 "body_required", "A JSON body is missing.");
        }

        ngx_str_set(&ctx->body_text, "{}");
    }

    ctx->body = ngx_smartstack_json_load(ctx->body_text.data,
                                         ctx->body_text.len, &status, &pos);
    if (ctx->body == NULL) {
        return ngx_http_smartstack_bad_json(ctx, status, pos);
    }

    faults = ngx_http_smartstack_fault_list(ctx);
    if (faults == NULL) {
        return NGX_ERROR;
    }

    rc = ngx_smartstack_schema_check(ctx->operation->body, ctx->body,
                                     ctx->request->pool, faults);

    return (rc == NGX_DECLINED)
           ? ngx_http_smartstack_faults(ctx, 422) : rc;
}


static ngx_int_t
ngx_http_smartstack_body_text(ngx_http_smartstack_ctx_t *ctx)
{
    u_char              *p;
    size_t               len;
    ngx_chain_t         *cl;
    ngx_http_request_t  *r;

    r = ctx->request;

    if (r->request_body == NULL || r->request_body->bufs == NULL) {
        return NGX_OK;
    }

    if (r->request_body->temp_file != NULL) {
        return ngx_http_smartstack_problem(ctx,
                      NGX_HTTP_REQUEST_ENTITY_TOO_LARGE, "body_too_large",
                      "The body is longer than this operation takes.");
    }

    len = 0;

    for (cl = r->request_body->bufs; cl; cl = cl->next) {
        len += ngx_buf_size(cl->buf);
    }

    if (len > ctx->operation->body_max) {
        return ngx_http_smartstack_problem(ctx,
                      NGX_HTTP_REQUEST_ENTITY_TOO_LARGE, "body_too_large",
                      "The body is longer than this operation takes.");
    }

    cl = r->request_body->bufs;

    ctx->body_text.len = len;

    if (cl->next == NULL) {
        ctx->body_text.data = cl->buf->pos;
        return NGX_OK;
    }

    p = ngx_pnalloc(r->pool, len);
    if (p == NULL) {
        return NGX_ERROR;
    }

    ctx->body_text.data = p;

    for ( /* void */ ; cl; cl = cl->next) {
        p = ngx_cpymem(p, cl->buf->pos, ngx_buf_size(cl->buf));
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_smartstack_bad_json(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_json_status_e status, size_t pos)
{
    u_char  *p;

    static ngx_str_t  *body = &ngx_http_smartstack_whole_body;

    switch (status) {

    case NGX_SMARTSTACK_JSON_DUPLICATE:
        return ngx_http_smartstack_fault(ctx, 422, body, "duplicate_key",
                               "An object names the same member twice.");

    case NGX_SMARTSTACK_JSON_DEPTH:
        return ngx_http_smartstack_fault(ctx, 422, body, "too_deep",
                               "The body is nested more than 32 deep.");

    case NGX_SMARTSTACK_JSON_ITEMS:
        return ngx_http_smartstack_fault(ctx, 422, body, "too_many_items",
                               "An array holds more than 1000 items.");

    case NGX_SMARTSTACK_JSON_NUMBER:
        return ngx_http_smartstack_fault(ctx, 422, body, "number_range",
                               "A number is beyond what JSON can hold.");

    default:
        break;
    }

    p = ngx_pnalloc(ctx->request->pool, 64);
    if (p == NULL) {
        return NGX_ERROR;
    }

    *ngx_snprintf(p, 63, "The body is not valid JSON (byte %uz).", pos) = 0;

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_BAD_REQUEST,
                                       "invalid_json", (char *) p);
}
