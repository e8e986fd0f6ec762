
/* Request cookies (RFC 6265) and the Set-Cookie values of ours. */


#include <ngx_smartstack_cookie.h>


static ngx_int_t ngx_smartstack_cookie_pair(u_char **pos, u_char *end,
    ngx_str_t *name, ngx_str_t *value);
static void ngx_smartstack_cookie_trim(ngx_str_t *s);
static ngx_uint_t ngx_smartstack_cookie_octets(ngx_str_t *s);


ngx_int_t
ngx_smartstack_cookie_find(ngx_str_t *headers, ngx_uint_t n, ngx_str_t *name,
    ngx_str_t *value)
{
    u_char      *pos, *end;
    ngx_str_t    key, found;
    ngx_uint_t   i, seen;

    seen = 0;

    for (i = 0; i < n; i++) {
        pos = headers[i].data;
        end = pos + headers[i].len;

        while (pos < end) {

            if (ngx_smartstack_cookie_pair(&pos, end, &key, &found) != NGX_OK
                || key.len != name->len
                || ngx_memcmp(key.data, name->data, key.len) != 0)
            {
                continue;
            }

            if (!seen) {
                *value = found;
                seen = 1;
                continue;
            }

            if (found.len != value->len
                || ngx_memcmp(found.data, value->data, found.len) != 0)
            {
                return NGX_ERROR;
            }
        }
    }

    return seen ? NGX_OK : NGX_DECLINED;
}


/* Takes one "name=value" up to the next semicolon. */

static ngx_int_t
ngx_smartstack_cookie_pair(u_char **pos, u_char *end, ngx_str_t *name,
    ngx_str_t *value)
{
    u_char  *p, *last, *equal;

    p = *pos;

    last = ngx_strlchr(p, end, ';');
    if (last == NULL) {
        last = end;
    }

    *pos = (last == end) ? end : last + 1;

    equal = ngx_strlchr(p, last, '=');
    if (equal == NULL) {
        return NGX_DECLINED;
    }

    name->data = p;
    name->len = equal - p;
    ngx_smartstack_cookie_trim(name);

    value->data = equal + 1;
    value->len = last - equal - 1;
    ngx_smartstack_cookie_trim(value);

    return NGX_OK;
}


static void
ngx_smartstack_cookie_trim(ngx_str_t *s)
{
    while (s->len && (s->data[0] == ' ' || s->data[0] == '\t')) {
        s->data++;
        s->len--;
    }

    while (s->len
           && (s->data[s->len - 1] == ' ' || s->data[s->len - 1] == '\t'))
    {
        s->len--;
    }
}


ngx_int_t
ngx_smartstack_cookie_make(ngx_pool_t *pool, ngx_str_t *name,
    ngx_str_t *value, time_t max_age, ngx_str_t *out)
{
    u_char  *last;
    size_t   len;

    static const char  flags[] = "; Path=/; Secure; HttpOnly; SameSite=Strict";

    if (name->len == 0 || !ngx_smartstack_cookie_octets(name)
        || ngx_strlchr(name->data, name->data + name->len, '=')
        || !ngx_smartstack_cookie_octets(value))
    {
        return NGX_ERROR;
    }

    len = name->len + 1 + value->len + sizeof(flags) - 1
          + sizeof("; Max-Age=") - 1 + NGX_TIME_T_LEN;

    out->data = ngx_pnalloc(pool, len);
    if (out->data == NULL) {
        return NGX_ERROR;
    }

    last = ngx_sprintf(out->data, "%V=%V%s", name, value, flags);

    if (max_age >= 0) {
        last = ngx_sprintf(last, "; Max-Age=%T", max_age);
    }

    out->len = last - out->data;

    return NGX_OK;
}


/* Nothing that could end the cookie or the header (cookie-octet). */

static ngx_uint_t
ngx_smartstack_cookie_octets(ngx_str_t *s)
{
    size_t  i;
    u_char  c;

    for (i = 0; i < s->len; i++) {
        c = s->data[i];

        if (c <= ' ' || c >= 0x7f || c == '"' || c == ',' || c == ';'
            || c == '\\')
        {
            return 0;
        }
    }

    return 1;
}
