
/*
 * smartstack_https: a page that was asked for in the clear is sent on; the
 * API does not answer there at all, so that a client that is set up wrongly
 * does not go on showing its secrets to the network.
 */


#include <ngx_http_smartstack.h>


static ngx_int_t ngx_http_smartstack_send_on(ngx_http_request_t *r);


ngx_int_t
ngx_http_smartstack_https_handler(ngx_http_request_t *r)
{
    ngx_http_core_loc_conf_t        *clcf;
    ngx_http_smartstack_ctx_t       *ctx;
    ngx_http_smartstack_loc_conf_t  *slcf;

    slcf = ngx_http_get_module_loc_conf(r, ngx_http_smartstack_module);

    if (!slcf->https || r->internal || ngx_http_smartstack_is_https(r)) {
        return NGX_DECLINED;
    }

    clcf = ngx_http_get_module_loc_conf(r, ngx_http_core_module);

    if (clcf->handler != ngx_http_smartstack_handler
        && (r->method & (NGX_HTTP_GET|NGX_HTTP_HEAD)))
    {
        return ngx_http_smartstack_send_on(r);
    }

    ctx = ngx_http_smartstack_new_context(r);
    if (ctx == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    r->keepalive = 0;
    (void) ngx_http_discard_request_body(r);

    (void) ngx_http_smartstack_problem(ctx, NGX_HTTP_FORBIDDEN,
                                       "https_required",
                                       "This is served over HTTPS only.");

    ngx_http_finalize_request(r, ngx_http_smartstack_send_problem(ctx));

    return NGX_DONE;
}


static ngx_int_t
ngx_http_smartstack_send_on(ngx_http_request_t *r)
{
    u_char           *p;
    ngx_table_elt_t  *location;

    if (r->headers_in.server.len == 0) {
        return NGX_HTTP_BAD_REQUEST;
    }

    location = ngx_list_push(&r->headers_out.headers);
    p = ngx_pnalloc(r->pool, sizeof("https://") + r->headers_in.server.len
                             + r->unparsed_uri.len);

    if (location == NULL || p == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    location->hash = 1;
    ngx_str_set(&location->key, "Location");
    location->value.data = p;
    location->value.len = ngx_sprintf(p, "https://%V%V",
                                      &r->headers_in.server, &r->unparsed_uri)
                          - p;

    r->headers_out.location = location;

    return NGX_HTTP_PERMANENT_REDIRECT;
}


/* Directly, or at the load balancer in front. */

ngx_uint_t
ngx_http_smartstack_is_https(ngx_http_request_t *r)
{
    ngx_uint_t        i;
    ngx_list_part_t  *part;
    ngx_table_elt_t  *h;

#if (NGX_HTTP_SSL)
    if (r->connection->ssl) {
        return 1;
    }
#endif

    for (part = &r->headers_in.headers.part; part; part = part->next) {
        h = part->elts;

        for (i = 0; i < part->nelts; i++) {
            if (h[i].key.len == sizeof("x-forwarded-proto") - 1
                && ngx_memcmp(h[i].lowcase_key, "x-forwarded-proto",
                              h[i].key.len) == 0)
            {
                return h[i].value.len == 5
                       && ngx_strncasecmp(h[i].value.data,
                                          (u_char *) "https", 5) == 0;
            }
        }
    }

    return 0;
}
