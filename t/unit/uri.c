
#include "tap.h"
#include <ngx_smartstack_uri.h>


static void
decode(const char *text, size_t len, ngx_uint_t plus, const char *expected)
{
    ngx_int_t   rc;
    ngx_str_t   s, before;

    before = tap_exact(text, len);
    s = before;
    rc = ngx_smartstack_uri_decode(tap_pool, &s, plus);

    if (expected == NULL) {
        is_int(rc, NGX_DECLINED, text);
        ok(s.data == before.data && s.len == before.len, "... as it was");
        return;
    }

    is_int(rc, NGX_OK, text);
    is_str(&s, expected, "... decoded");
}


static void
decodes_escapes(void)
{
    decode("", 0, 1, "");
    decode("a", 1, 1, "a");
    decode("%41", 3, 1, "A");
    decode("%4a%4A", 6, 1, "JJ");
    decode("x%c3%a9y", 8, 1, "x\303\251y");
    decode("a+b", 3, 1, "a b");
    decode("a+b", 3, 0, "a+b");
    decode("a+%2b", 5, 1, "a +");
    decode("a+%2b", 5, 0, "a++");
    decode("%25%34%31", 9, 1, "%41");

    decode("%", 1, 1, NULL);
    decode("%4", 2, 1, NULL);
    decode("a%4", 3, 1, NULL);
    decode("%4g", 3, 1, NULL);
    decode("%g4", 3, 1, NULL);
    decode("%+1", 3, 1, NULL);
    decode("%00", 3, 1, NULL);
    decode("a\0b", 3, 1, NULL);
    decode("%c3", 3, 1, NULL);
    decode("\303", 1, 1, NULL);
    decode("%c0%80", 6, 1, NULL);
    decode("%ed%a0%80", 9, 1, NULL);
}


static void
pairs(const char *query, const char *expected)
{
    u_char     *p;
    ngx_str_t   rest, name, value, got;

    rest = tap_exact(query, ngx_strlen(query));
    got.data = ngx_pnalloc(tap_pool, 2 * rest.len + 64);
    p = got.data;

    while (ngx_smartstack_uri_pair(&rest, &name, &value)) {
        p = ngx_sprintf(p, "[%V|%V]", &name, &value);
    }

    got.len = p - got.data;
    is_str(&got, expected, query);
}


static void
takes_pairs(void)
{
    ngx_str_t  none = ngx_null_string, name, value;

    pairs("", "");
    pairs("a=1", "[a|1]");
    pairs("a=1&b=2", "[a|1][b|2]");
    pairs("&&a=1&&b&", "[a|1][b|]");
    pairs("a", "[a|]");
    pairs("a=", "[a|]");
    pairs("=a", "[|a]");
    pairs("=", "[|]");
    pairs("a=b=c", "[a|b=c]");
    pairs("a%3D=%26", "[a%3D|%26]");
    pairs("&", "");

    ok(!ngx_smartstack_uri_pair(&none, &name, &value), "no query at all");
}


TAP_MAIN
{
    decodes_escapes();
    takes_pairs();
}
