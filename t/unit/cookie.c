
#include "tap.h"
#include <ngx_smartstack_cookie.h>


static void
find(const char *one, const char *two, const char *name, ngx_int_t expected,
    const char *value)
{
    ngx_int_t   rc;
    ngx_str_t   headers[2], key, found;
    ngx_uint_t  n;

    n = 0;
    ngx_str_null(&found);

    if (one) {
        headers[n++] = tap_exact(one, ngx_strlen(one));
    }

    if (two) {
        headers[n++] = tap_exact(two, ngx_strlen(two));
    }

    key = tap_str(name);
    rc = ngx_smartstack_cookie_find(headers, n, &key, &found);

    is_int(rc, expected, one ? one : "no header");

    if (rc == NGX_OK) {
        is_str(&found, value, "... its value");
    }
}


static void
finds_cookies(void)
{
    find("a=1", NULL, "a", NGX_OK, "1");
    find("a=1; b=2", NULL, "b", NGX_OK, "2");
    find("b=2;a=1", NULL, "a", NGX_OK, "1");
    find("  a\t=\t1 \t;b=2", NULL, "a", NGX_OK, "1");
    find("a=x=y==", NULL, "a", NGX_OK, "x=y==");
    find("a=", NULL, "a", NGX_OK, "");
    find("a=\"1\"", NULL, "a", NGX_OK, "\"1\"");
    find("x=1", "a=1", "a", NGX_OK, "1");
    find("__Host-ss_at=t.o.k", NULL, "__Host-ss_at", NGX_OK, "t.o.k");

    find(NULL, NULL, "a", NGX_DECLINED, NULL);
    find("", NULL, "a", NGX_DECLINED, NULL);
    find("a", NULL, "a", NGX_DECLINED, NULL);
    find("A=1", NULL, "a", NGX_DECLINED, NULL);
    find("ba=1; ab=2; b=a=1", NULL, "a", NGX_DECLINED, NULL);
    find(";;=;=a;", NULL, "a", NGX_DECLINED, NULL);

    find("a=1; a=1", "a=1", "a", NGX_OK, "1");
    find("a=1; a=2", NULL, "a", NGX_ERROR, NULL);
    find("a=1", "b=1; a=", "a", NGX_ERROR, NULL);
    find("a=1; a=1 ; a=12", NULL, "a", NGX_ERROR, NULL);
}


static void
make(const char *name, const char *value, time_t max_age,
    const char *expected)
{
    ngx_int_t  rc;
    ngx_str_t  n, v, out;

    n = tap_str(name);
    v = tap_str(value);
    rc = ngx_smartstack_cookie_make(tap_pool, &n, &v, max_age, &out);

    if (expected == NULL) {
        is_int(rc, NGX_ERROR, "refused");
        return;
    }

    if (rc != NGX_OK) {
        ok(0, "%s=%s is made", name, value);
        return;
    }

    is_str(&out, expected, expected);
}


TAP_MAIN
{
    finds_cookies();

    make("__Host-ss_at", "x.y", 600, "__Host-ss_at=x.y; Path=/; Secure; "
         "HttpOnly; SameSite=Strict; Max-Age=600");
    make("a", "", 0,
         "a=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    make("a", "b=c", -1, "a=b=c; Path=/; Secure; HttpOnly; SameSite=Strict");
    make("a", "b;c", -1, NULL);
    make("a", "b c", -1, NULL);
    make("a", "b\r\nSet-Cookie: d=e", -1, NULL);
    make("a", "\xc3\xbc", -1, NULL);
    make("a", "\"b\"", -1, NULL);
    make("a=b", "c", -1, NULL);
    make("", "c", -1, NULL);
}
