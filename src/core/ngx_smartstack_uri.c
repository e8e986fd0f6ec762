
#include <ngx_smartstack_uri.h>
#include <ngx_smartstack_json.h>


ngx_int_t
ngx_smartstack_uri_decode(ngx_pool_t *pool, ngx_str_t *text, ngx_uint_t plus)
{
    u_char     *p, *d, *end;
    ngx_int_t   c;
    ngx_str_t   out;

    end = text->data + text->len;

    for (p = text->data; p < end; p++) {
        if (*p == '%' || (plus && *p == '+')) {
            break;
        }
    }

    if (p == end) {
        return ngx_smartstack_utf8_check(text->data, text->len);
    }

    d = ngx_pnalloc(pool, text->len);
    if (d == NULL) {
        return NGX_ERROR;
    }

    out.data = d;

    for (p = text->data; p < end; p++) {

        if (*p != '%') {
            *d++ = (plus && *p == '+') ? ' ' : *p;
            continue;
        }

        c = (end - p > 2) ? ngx_hextoi(p + 1, 2) : NGX_ERROR;

        if (c == NGX_ERROR) {
            return NGX_DECLINED;
        }

        *d++ = (u_char) c;
        p += 2;
    }

    out.len = d - out.data;

    if (ngx_smartstack_utf8_check(out.data, out.len) != NGX_OK) {
        return NGX_DECLINED;
    }

    *text = out;

    return NGX_OK;
}


ngx_uint_t
ngx_smartstack_uri_pair(ngx_str_t *rest, ngx_str_t *name, ngx_str_t *value)
{
    u_char  *p, *end, *amp, *eq;

    p = rest->data;
    end = p + rest->len;

    while (p < end && *p == '&') {
        p++;
    }

    if (p == end) {
        return 0;
    }

    amp = ngx_strlchr(p, end, '&');
    amp = amp ? amp : end;
    eq = ngx_strlchr(p, amp, '=');

    name->data = p;
    name->len = (eq ? eq : amp) - p;

    value->data = eq ? eq + 1 : amp;
    value->len = amp - value->data;

    rest->data = amp;
    rest->len = end - amp;

    return 1;
}
