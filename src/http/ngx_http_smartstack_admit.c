
/*
 * Who may come in: method and path (the contract decides), and forged
 * cross-site requests.
 */


#include <ngx_http_smartstack.h>
#include <ngx_smartstack_cookie.h>


static ngx_uint_t ngx_http_smartstack_method(ngx_http_request_t *r);
static ngx_int_t ngx_http_smartstack_csrf(ngx_http_smartstack_ctx_t *ctx);


ngx_int_t
ngx_http_smartstack_admit(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_int_t                    rc;
    ngx_smartstack_operation_t  *op;

    rc = ngx_http_smartstack_match(ctx);
    if (rc != NGX_OK) {
        return rc;
    }

    op = ctx->operation;

    /* a key is sent by a program, never by a browser on its own */

    if (op->write && !(op->scope.len && ctx->headers.authorization)) {
        rc = ngx_http_smartstack_csrf(ctx);
        if (rc != NGX_OK) {
            return rc;
        }
    }

    rc = ngx_http_smartstack_who(ctx);

    if (rc == NGX_DECLINED && ctx->problem.status == NGX_HTTP_UNAUTHORIZED) {
        return ngx_http_smartstack_limit_stranger(ctx);
    }

    if (rc != NGX_OK) {
        return rc;
    }

    return ngx_http_smartstack_limit(ctx);
}


static ngx_uint_t
ngx_http_smartstack_method(ngx_http_request_t *r)
{
    switch (r->method) {

    case NGX_HTTP_GET:
    case NGX_HTTP_HEAD:
        return NGX_SMARTSTACK_GET;

    case NGX_HTTP_POST:
        return NGX_SMARTSTACK_POST;

    case NGX_HTTP_PUT:
        return NGX_SMARTSTACK_PUT;

    case NGX_HTTP_PATCH:
        return NGX_SMARTSTACK_PATCH;

    case NGX_HTTP_DELETE:
        return NGX_SMARTSTACK_DELETE;

    default:
        return 0;
    }
}


ngx_int_t
ngx_http_smartstack_match(ngx_http_smartstack_ctx_t *ctx)
{
    u_char                          *p;
    ngx_str_t                        path;
    ngx_http_request_t              *r;
    ngx_http_smartstack_loc_conf_t  *slcf;

    r = ctx->request;

    /* The raw path: what nginx decoded and merged is not what we match. */

    path = r->unparsed_uri;
    p = ngx_strlchr(path.data, path.data + path.len, '?');
    if (p != NULL) {
        path.len = p - path.data;
    }

    if (ngx_smartstack_route_match(ctx->conf->contract->routes,
                                   ngx_http_smartstack_method(r), &path,
                                   r->pool, &ctx->match)
        != NGX_OK)
    {
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_NOT_FOUND,
                        "not_found", "There is nothing at this address.");
    }

    slcf = ngx_http_get_module_loc_conf(r, ngx_http_smartstack_module);

    if (slcf->operations == NGX_HTTP_SMARTSTACK_READ) {
        ctx->match.allow &= NGX_SMARTSTACK_GET;

        if (ctx->match.operation && ctx->match.operation->write) {
            ctx->match.operation = NULL;
        }
    }

    if (ctx->match.operation == NULL) {
        ctx->problem.allow = ctx->match.allow;
        ctx->problem.has_allow = 1;

        return ngx_http_smartstack_problem(ctx, NGX_HTTP_NOT_ALLOWED,
                 "method_not_allowed",
                 "This address does not take this method; see Allow.");
    }

    ctx->operation = ctx->match.operation;

    return NGX_OK;
}


/*
 * The browser tells where an unsafe request comes from: Sec-Fetch-Site, or
 * an Origin that is one of ours.  It covers requests without a session too,
 * so that nobody is signed in to a stranger's account.
 */

static ngx_int_t
ngx_http_smartstack_csrf(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t        *origin, *value;
    ngx_uint_t        i;
    ngx_table_elt_t  *h;

    h = ctx->headers.fetch_site;

    if (h != NULL) {
        if (h->value.len == sizeof("same-origin") - 1
            && ngx_strncmp(h->value.data, "same-origin", h->value.len) == 0)
        {
            return NGX_OK;
        }

    } else if (ctx->headers.origin != NULL && ctx->conf->origins != NULL) {
        value = &ctx->headers.origin->value;
        origin = ctx->conf->origins->elts;

        for (i = 0; i < ctx->conf->origins->nelts; i++) {
            if (origin[i].len == value->len
                && ngx_strncmp(origin[i].data, value->data, value->len) == 0)
            {
                return NGX_OK;
            }
        }
    }

    ngx_smartstack_count(NGX_SMARTSTACK_C_CSRF_REFUSED);

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_FORBIDDEN,
                                       "cross_site_request",
              "A change must be asked for by the site itself: send Origin.");
}


ngx_int_t
ngx_http_smartstack_cookie(ngx_http_request_t *r, ngx_str_t *name,
    ngx_str_t *value)
{
    ngx_str_t          headers[8];
    ngx_uint_t         i, n;
    ngx_table_elt_t  **h;

    h = r->headers_in.cookies.elts;
    n = r->headers_in.cookies.nelts;

    if (n > sizeof(headers) / sizeof(headers[0])) {
        return NGX_ERROR;
    }

    for (i = 0; i < n; i++) {
        headers[i] = h[i]->value;
    }

    return ngx_smartstack_cookie_find(headers, n, name, value);
}
