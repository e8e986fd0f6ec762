
/*
 * Everything that is not success: one form (RFC 9457) for our own refusals
 * and for nginx's.
 */


#include <ngx_http_smartstack.h>


static ngx_str_t *ngx_http_smartstack_title(ngx_uint_t status);
static void ngx_http_smartstack_write_faults(ngx_smartstack_json_t *w,
    ngx_array_t *faults);
static ngx_int_t ngx_http_smartstack_problem_headers(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_allow(ngx_http_smartstack_ctx_t *ctx);


typedef struct {
    ngx_uint_t   status;
    ngx_str_t    title;
    char        *code;          /* for what nginx itself refuses */
    char        *detail;
} ngx_http_smartstack_status_t;


static ngx_http_smartstack_status_t  ngx_http_smartstack_statuses[] = {

    { 400, ngx_string("Bad Request"), "bad_request",
      "The request is not well-formed HTTP." },
    { 401, ngx_string("Unauthorized"), "auth_required", "Sign in first." },
    { 403, ngx_string("Forbidden"), "forbidden", "This is not allowed." },
    { 404, ngx_string("Not Found"), "not_found",
      "There is nothing at this address." },
    { 405, ngx_string("Method Not Allowed"), "method_not_allowed",
      "This address does not take this method." },
    { 408, ngx_string("Request Timeout"), "request_timeout",
      "The request took too long to arrive." },
    { 409, ngx_string("Conflict"), "conflict",
      "The request does not fit the present state." },
    { 410, ngx_string("Gone"), "gone", "This is no longer there." },
    { 412, ngx_string("Precondition Failed"), "precondition_failed",
      "A condition of the request does not hold." },
    { 413, ngx_string("Content Too Large"), "body_too_large",
      "The body is longer than this address takes." },
    { 414, ngx_string("URI Too Long"), "uri_too_long",
      "The address is too long." },
    { 415, ngx_string("Unsupported Media Type"), "unsupported_media_type",
      "This media type is not taken." },
    { 422, ngx_string("Unprocessable Content"), "invalid_body",
      "The body is not valid." },
    { 428, ngx_string("Precondition Required"), "precondition_required",
      "Send If-Match." },
    { 429, ngx_string("Too Many Requests"), "rate_limited",
      "Too many requests; try again later." },
    { 431, ngx_string("Request Header Fields Too Large"),
      "headers_too_large", "The request's headers are too large." },
    { 500, ngx_string("Internal Server Error"), "internal_error",
      "Something went wrong on our side." },
    { 501, ngx_string("Not Implemented"), "not_supported",
      "This kind of request is not supported." },
    { 502, ngx_string("Bad Gateway"), "bad_gateway",
      "A service behind this one failed." },
    { 503, ngx_string("Service Unavailable"), "unavailable",
      "The service cannot answer now; try again shortly." },
    { 504, ngx_string("Gateway Timeout"), "gateway_timeout",
      "A service behind this one did not answer in time." },
    { 505, ngx_string("HTTP Version Not Supported"), "http_version",
      "This version of HTTP is not supported." },
    { 0, ngx_string("Error"), "error", "The request failed." }
};


static ngx_http_smartstack_status_t *
ngx_http_smartstack_status(ngx_uint_t status)
{
    ngx_http_smartstack_status_t  *s;

    for (s = ngx_http_smartstack_statuses; s->status; s++) {
        if (s->status == status) {
            break;
        }
    }

    return s;
}


static ngx_str_t *
ngx_http_smartstack_title(ngx_uint_t status)
{
    return &ngx_http_smartstack_status(status)->title;
}


/*
 * Attaches a problem.  The texts must be constant or live in the request's
 * pool.  Always returns NGX_DECLINED.
 */

ngx_int_t
ngx_http_smartstack_problem(ngx_http_smartstack_ctx_t *ctx,
    ngx_uint_t status, const char *code, const char *detail)
{
    ctx->problem.status = status;
    ctx->problem.code.data = (u_char *) code;
    ctx->problem.code.len = ngx_strlen(code);
    ctx->problem.detail.data = (u_char *) detail;
    ctx->problem.detail.len = ngx_strlen(detail);

    return NGX_DECLINED;
}


ngx_array_t *
ngx_http_smartstack_fault_list(ngx_http_smartstack_ctx_t *ctx)
{
    if (ctx->faults == NULL) {
        ctx->faults = ngx_array_create(ctx->request->pool, 1,
                                       sizeof(ngx_smartstack_fault_t));
    }

    return ctx->faults;
}


/*
 * Adds one fault of the input, and a problem that holds it unless there is
 * one.  Returns NGX_DECLINED, or NGX_ERROR.
 */

ngx_int_t
ngx_http_smartstack_fault(ngx_http_smartstack_ctx_t *ctx, ngx_uint_t status,
    ngx_str_t *pointer, const char *code, const char *detail)
{
    ngx_smartstack_fault_t  *fault;

    if (ngx_http_smartstack_fault_list(ctx) == NULL) {
        return NGX_ERROR;
    }

    if (ctx->faults->nelts < NGX_SMARTSTACK_MAX_FAULTS) {

        fault = ngx_array_push(ctx->faults);
        if (fault == NULL) {
            return NGX_ERROR;
        }

        fault->pointer = *pointer;
        fault->code.data = (u_char *) code;
        fault->code.len = ngx_strlen(code);
        fault->detail.data = (u_char *) detail;
        fault->detail.len = ngx_strlen(detail);
    }

    if (ctx->problem.status == 0) {
        return ngx_http_smartstack_faults(ctx, status);
    }

    return NGX_DECLINED;
}


ngx_int_t
ngx_http_smartstack_faults(ngx_http_smartstack_ctx_t *ctx, ngx_uint_t status)
{
    if (status == 422) {
        return ngx_http_smartstack_problem(ctx, status, "invalid_body",
                         "The body does not fit this operation; see errors.");
    }

    return ngx_http_smartstack_problem(ctx, status, "invalid_request",
                      "The request does not fit this operation; see errors.");
}


ngx_int_t
ngx_http_smartstack_send_problem(ngx_http_smartstack_ctx_t *ctx)
{
    off_t                          size;
    ngx_chain_t                   *out;
    ngx_smartstack_json_t          w;
    ngx_http_smartstack_problem_t *problem;

    static ngx_str_t  type = ngx_string("application/problem+json");

    problem = &ctx->problem;

    ngx_smartstack_json_init(&w, ctx->request->pool, 1024);

    ngx_smartstack_json_literal(&w, "{\"type\":\"about:blank\",\"title\":");
    ngx_smartstack_json_string(&w,
                        ngx_http_smartstack_title(problem->status)->data,
                        ngx_http_smartstack_title(problem->status)->len);
    ngx_smartstack_json_literal(&w, ",\"status\":");
    ngx_smartstack_json_integer(&w, problem->status);
    ngx_smartstack_json_literal(&w, ",\"code\":");
    ngx_smartstack_json_string(&w, problem->code.data, problem->code.len);
    ngx_smartstack_json_literal(&w, ",\"detail\":");
    ngx_smartstack_json_string(&w, problem->detail.data,
                               problem->detail.len);
    ngx_smartstack_json_literal(&w, ",\"request_id\":");
    ngx_smartstack_json_string(&w, ctx->request_id.data,
                               ctx->request_id.len);
    ngx_smartstack_json_literal(&w, ",\"errors\":[");

    if (ctx->faults != NULL) {
        ngx_http_smartstack_write_faults(&w, ctx->faults);
    }

    ngx_smartstack_json_literal(&w, "]");

    if (problem->current != NULL) {
        ngx_smartstack_json_literal(&w, ",\"current\":");

        for (out = problem->current; out; out = out->next) {
            ngx_smartstack_json_raw(&w, out->buf->pos,
                                    out->buf->last - out->buf->pos);
        }
    }

    ngx_smartstack_json_literal(&w, "}");

    out = ngx_smartstack_json_close(&w, &size);

    if (out == NULL || ngx_http_smartstack_problem_headers(ctx) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_send(ctx, problem->status, &type, out, size);
}


static void
ngx_http_smartstack_write_faults(ngx_smartstack_json_t *w,
    ngx_array_t *faults)
{
    ngx_uint_t               i;
    ngx_smartstack_fault_t  *fault;

    fault = faults->elts;

    for (i = 0; i < faults->nelts; i++) {

        if (i) {
            ngx_smartstack_json_literal(w, ",");
        }

        ngx_smartstack_json_literal(w, "{\"pointer\":");
        ngx_smartstack_json_string(w, fault[i].pointer.data,
                                   fault[i].pointer.len);
        ngx_smartstack_json_literal(w, ",\"code\":");
        ngx_smartstack_json_string(w, fault[i].code.data, fault[i].code.len);
        ngx_smartstack_json_literal(w, ",\"detail\":");
        ngx_smartstack_json_string(w, fault[i].detail.data,
                                   fault[i].detail.len);
        ngx_smartstack_json_literal(w, "}");
    }
}


static ngx_int_t
ngx_http_smartstack_problem_headers(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                       value;
    ngx_http_request_t             *r;
    ngx_http_smartstack_problem_t  *problem;

    r = ctx->request;
    problem = &ctx->problem;

    if (problem->has_allow) {
        if (ngx_http_smartstack_allow(ctx) != NGX_OK) {
            return NGX_ERROR;
        }
    }

    if (problem->status == NGX_HTTP_UNAUTHORIZED) {
        ngx_str_set(&value, "Cookie realm=\"smartstack\"");

        if (ctx->credential == NGX_HTTP_SMARTSTACK_KEY) {
            ngx_str_set(&value, "Bearer realm=\"smartstack\"");
        }

        if (ngx_http_smartstack_header(r, "WWW-Authenticate", &value)
            != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    if (problem->retry_after == 0) {
        return NGX_OK;
    }

    value.data = ngx_pnalloc(r->pool, NGX_INT_T_LEN);
    if (value.data == NULL) {
        return NGX_ERROR;
    }

    value.len = ngx_sprintf(value.data, "%ui", problem->retry_after)
                - value.data;

    return ngx_http_smartstack_header(r, "Retry-After", &value);
}


static ngx_int_t
ngx_http_smartstack_allow(ngx_http_smartstack_ctx_t *ctx)
{
    u_char      *p;
    ngx_str_t    value;
    ngx_uint_t   i;

    static struct {
        ngx_uint_t  bit;
        char       *text;
    } methods[] = {
        { NGX_SMARTSTACK_GET, "GET, HEAD" },
        { NGX_SMARTSTACK_POST, "POST" },
        { NGX_SMARTSTACK_PUT, "PUT" },
        { NGX_SMARTSTACK_PATCH, "PATCH" },
        { NGX_SMARTSTACK_DELETE, "DELETE" },
        { 0, NULL }
    };

    p = ngx_pnalloc(ctx->request->pool,
                    sizeof("GET, HEAD, POST, PUT, PATCH, DELETE"));
    if (p == NULL) {
        return NGX_ERROR;
    }

    value.data = p;

    for (i = 0; methods[i].bit; i++) {
        if (ctx->problem.allow & methods[i].bit) {
            if (p != value.data) {
                p = ngx_cpymem(p, ", ", 2);
            }

            p = ngx_cpymem(p, methods[i].text, ngx_strlen(methods[i].text));
        }
    }

    value.len = p - value.data;

    return ngx_http_smartstack_header(ctx->request, "Allow", &value);
}


/*
 * The content handler behind error_page: what nginx refused by itself, in
 * our form.  r->err_status carries the status.
 */

ngx_int_t
ngx_http_smartstack_error_handler(ngx_http_request_t *r)
{
    ngx_uint_t                     status;
    ngx_http_smartstack_ctx_t     *ctx;
    ngx_http_smartstack_status_t  *s;

    if (ngx_http_discard_request_body(r) != NGX_OK) {
        r->keepalive = 0;
    }

    ctx = ngx_http_smartstack_new_context(r);
    if (ctx == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    status = r->err_status ? r->err_status : NGX_HTTP_NOT_FOUND;

    if (status == NGX_HTTP_REQUEST_HEADER_TOO_LARGE) {
        status = 431;
    }

    r->err_status = status;

    s = ngx_http_smartstack_status(status);

    if (s->status == 0) {
        return NGX_DECLINED;
    }

    ngx_http_clean_header(r);

    if (r->method == NGX_HTTP_TRACE && ctx->conf->contract != NULL) {

        /* nginx refuses it everywhere, and does not know what is allowed */

        (void) ngx_http_smartstack_match(ctx);
    }

    (void) ngx_http_smartstack_problem(ctx, status, s->code, s->detail);

    if (status == NGX_HTTP_SERVICE_UNAVAILABLE) {
        ctx->problem.retry_after = 1;
    }

    if (status == NGX_HTTP_NOT_ALLOWED && !ctx->problem.has_allow) {
        /* all but the API is there to be read */
        ctx->problem.allow = NGX_SMARTSTACK_GET;
        ctx->problem.has_allow = 1;
    }

    return ngx_http_smartstack_send_problem(ctx);
}
