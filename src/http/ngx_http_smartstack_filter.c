
/*
 * Security headers on every answer of a server that asks for them, nginx's
 * own errors included: add_header is dropped wherever a location has its own.
 */


#include <ngx_http_smartstack.h>


static ngx_int_t ngx_http_smartstack_header_filter(ngx_http_request_t *r);
static ngx_int_t ngx_http_smartstack_policy(ngx_http_request_t *r,
    ngx_http_smartstack_loc_conf_t *slcf);


static ngx_http_output_header_filter_pt  ngx_http_next_header_filter;


static struct {
    ngx_str_t  name;
    ngx_str_t  value;
} ngx_http_smartstack_fixed[] = {

    { ngx_string("X-Content-Type-Options"), ngx_string("nosniff") },
    { ngx_string("Cross-Origin-Opener-Policy"), ngx_string("same-origin") },
    { ngx_string("Cross-Origin-Resource-Policy"), ngx_string("same-origin") },
    { ngx_string("Permissions-Policy"),
      ngx_string("camera=(), geolocation=(), microphone=(), payment=()") },

    { ngx_null_string, ngx_null_string }
};


void
ngx_http_smartstack_filter_init(void)
{
    ngx_http_next_header_filter = ngx_http_top_header_filter;
    ngx_http_top_header_filter = ngx_http_smartstack_header_filter;
}


static ngx_int_t
ngx_http_smartstack_header_filter(ngx_http_request_t *r)
{
    ngx_uint_t                       i;
    ngx_table_elt_t                 *h;
    ngx_http_smartstack_loc_conf_t  *slcf;

    slcf = ngx_http_get_module_loc_conf(r, ngx_http_smartstack_module);

    if (!slcf->headers || r != r->main) {
        return ngx_http_next_header_filter(r);
    }

    for (i = 0; ngx_http_smartstack_fixed[i].name.len; i++) {
        h = ngx_list_push(&r->headers_out.headers);
        if (h == NULL) {
            return NGX_ERROR;
        }

        h->hash = 1;
        h->key = ngx_http_smartstack_fixed[i].name;
        h->value = ngx_http_smartstack_fixed[i].value;
    }

    if (ngx_http_smartstack_header(r, "Referrer-Policy",
                                   &slcf->referrer_policy)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (ngx_http_smartstack_policy(r, slcf) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_next_header_filter(r);
}


static ngx_int_t
ngx_http_smartstack_policy(ngx_http_request_t *r,
    ngx_http_smartstack_loc_conf_t *slcf)
{
    ngx_str_t  value;

    static ngx_str_t  hsts = ngx_string("max-age=63072000; "
                                        "includeSubDomains");

    /* Unless it is a page: nothing may run, load or frame this. */

    ngx_str_set(&value,
                "default-src 'none'; frame-ancestors 'none'; sandbox");

    if (slcf->content_policy != NULL) {

        if (ngx_http_complex_value(r, slcf->content_policy, &value)
            != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    if (value.len
        && ngx_http_smartstack_header(r, "Content-Security-Policy", &value)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (ngx_http_smartstack_is_https(r)) {
        return ngx_http_smartstack_header(r, "Strict-Transport-Security",
                                          &hsts);
    }

    return NGX_OK;
}
