
#include "tap.h"
#include <ngx_smartstack_json.h>


static ngx_str_t  written(ngx_smartstack_json_t *w);
static ngx_str_t  quoted(const char *p, size_t len, size_t first);
static ngx_str_t  integer(int64_t n);
static ngx_smartstack_json_status_e  status(const char *text, size_t *pos);
static void  writes_strings(void);
static void  writes_across_buffers(void);
static void  writes_integers(void);
static void  writes_values(void);
static void  reads_under_limits(void);
static void  checks_utf8(void);


#define QUOTED(s)  quoted(s, sizeof(s) - 1, 64)


TAP_MAIN
{
    writes_strings();
    writes_across_buffers();
    writes_integers();
    writes_values();
    reads_under_limits();
    checks_utf8();
}


static ngx_str_t
written(ngx_smartstack_json_t *w)
{
    off_t         size;
    ngx_str_t     text;
    ngx_chain_t  *cl;

    text.len = 0;
    text.data = NULL;

    cl = ngx_smartstack_json_close(w, &size);
    if (cl == NULL) {
        return text;
    }

    text.data = ngx_pnalloc(tap_pool, size + 1);

    for ( /* void */ ; cl; cl = cl->next) {
        ngx_memcpy(text.data + text.len, cl->buf->pos, ngx_buf_size(cl->buf));
        text.len += ngx_buf_size(cl->buf);
    }

    if ((off_t) text.len != size) {
        note("close() told %ld bytes, the chain has %zu", (long) size,
             text.len);
        text.len = 0;
    }

    return text;
}


static ngx_str_t
quoted(const char *p, size_t len, size_t first)
{
    ngx_str_t              in;
    ngx_smartstack_json_t  w;

    in = tap_exact(p, len);

    ngx_smartstack_json_init(&w, tap_pool, first);
    ngx_smartstack_json_string(&w, in.data, in.len);

    return written(&w);
}


static void
writes_strings(void)
{
    ngx_str_t              s;
    ngx_smartstack_json_t  w;

    s = QUOTED("");
    is_str(&s, "\"\"", "the empty string");

    s = QUOTED("plain text of more than eight bytes");
    is_str(&s, "\"plain text of more than eight bytes\"", "nothing to escape");

    s = QUOTED("a\"b\\c/d");
    is_str(&s, "\"a\\\"b\\\\c/d\"", "quote and backslash, but not slash");

    s = QUOTED("\b\f\n\r\t");
    is_str(&s, "\"\\b\\f\\n\\r\\t\"", "short escapes");

    s = QUOTED("\x01\x1f\x7f");
    is_str(&s, "\"\\u0001\\u001f\x7f\"", "control bytes, but not DEL");

    s = QUOTED("0123456\n89abcde\x1fghijklm\"");
    is_str(&s, "\"0123456\\n89abcde\\u001fghijklm\\\"\"",
           "escapes at the edge of each word");

    s = QUOTED("gr\xc3\xbc\xc3\x9f dich \xf0\x9f\x98\x80");
    is_str(&s, "\"gr\xc3\xbc\xc3\x9f dich \xf0\x9f\x98\x80\"",
           "UTF-8 stands as it is");

    /* room in the buffer: the fast way */

    ngx_smartstack_json_init(&w, tap_pool, 4096);
    ngx_smartstack_json_literal(&w, "[");
    ngx_smartstack_json_string(&w, (u_char *) "0123456\n\x80tail\"", 14);
    ngx_smartstack_json_literal(&w, "]");
    s = written(&w);
    is_str(&s, "[\"0123456\\n\x80tail\\\"\"]", "fast way escapes the same");
}


/* One byte after the other. */

static ngx_str_t
naive(const u_char *p, size_t len)
{
    u_char     *last;
    ngx_str_t   s;

    s.data = ngx_pnalloc(tap_pool, 6 * len + 2);
    last = s.data;
    *last++ = '"';

    for ( /* void */ ; len; p++, len--) {
        if (*p == '\n') {
            last = ngx_cpymem(last, "\\n", 2);

        } else if (*p == '"') {
            last = ngx_cpymem(last, "\\\"", 2);

        } else if (*p < 0x20) {
            last = ngx_sprintf(last, "\\u%04xd", *p);

        } else {
            *last++ = *p;
        }
    }

    *last++ = '"';
    s.len = last - s.data;

    return s;
}


static void
writes_across_buffers(void)
{
    size_t                 i, bad;
    ngx_str_t              s, t, expected;
    ngx_pool_t            *pool;
    static u_char          in[100000];
    ngx_smartstack_json_t  w;

    static const char  letters[] =
        "abcdefghijklmnopqrstuvwxyz0123456789 \n\"\x01"
        "no special byte at all in this part of the text, at all";

    for (i = 0; i < sizeof(in); i++) {
        in[i] = (u_char) letters[i % (sizeof(letters) - 1)];
    }

    /* any length from any place, with a seam or without */

    bad = 0;

    for (i = 0; i < 700; i++) {
        expected = naive(in + i % 41, i);
        s = quoted((char *) in + i % 41, i, 1);
        t = quoted((char *) in + i % 41, i, 65536);

        if (s.len != expected.len || t.len != expected.len
            || ngx_memcmp(s.data, expected.data, s.len) != 0
            || ngx_memcmp(t.data, expected.data, t.len) != 0)
        {
            bad++;
        }
    }

    is_int(bad, 0, "neither words nor seams change the text");

    ngx_smartstack_json_init(&w, tap_pool, 16);

    for (i = 0; i < 200; i++) {
        ngx_smartstack_json_raw(&w, (u_char *) "0123456789", 10);
    }

    s = written(&w);
    is_int(s.len, 2000, "raw bytes over several buffers");
    bad = 0;

    for (i = 0; i < s.len; i++) {
        bad += s.data[i] != '0' + i % 10;
    }

    is_int(bad, 0, "... in order");

    ngx_smartstack_json_init(&w, tap_pool, 16);
    ngx_smartstack_json_raw(&w, in, sizeof(in));
    s = written(&w);
    ok(s.len == sizeof(in) && ngx_memcmp(s.data, in, sizeof(in)) == 0,
       "100 kB of raw bytes");

    ngx_smartstack_json_init(&w, tap_pool, 300);
    ngx_smartstack_json_raw(&w, in, 299);
    ok(ngx_smartstack_json_reserve(&w, 4096) != NULL
       && w.buf->end - w.buf->last >= 4096, "reserves 4096 bytes");
    is_int(w.size, 299, "the closed buffer is counted");

    ngx_smartstack_json_init(&w, tap_pool, 300);
    ok(written(&w).data != NULL, "nothing written is no failure");

    /* a failure stays: no write after it, no chain */

    pool = ngx_create_pool(1024, tap_log);
    ngx_smartstack_json_init(&w, pool, 300);
    ngx_smartstack_json_literal(&w, "[1");
    ngx_smartstack_json_fail(&w);
    ngx_smartstack_json_string(&w, (u_char *) "x", 1);
    ngx_smartstack_json_integer(&w, 1);
    ngx_smartstack_json_literal(&w, "]");
    ok(written(&w).data == NULL, "a failed writer gives no chain");
    ngx_destroy_pool(pool);
}


static ngx_str_t
integer(int64_t n)
{
    ngx_smartstack_json_t  w;

    ngx_smartstack_json_init(&w, tap_pool, 64);
    ngx_smartstack_json_integer(&w, n);

    return written(&w);
}


static void
writes_integers(void)
{
    ngx_str_t  s;

    s = integer(0);
    is_str(&s, "0", "zero");
    s = integer(-1);
    is_str(&s, "-1", "minus one");
    s = integer(1000000);
    is_str(&s, "1000000", "a million");
    s = integer(INT64_MAX);
    is_str(&s, "9223372036854775807", "the largest");
    s = integer(INT64_MIN);
    is_str(&s, "-9223372036854775808", "the smallest");
}


static void
writes_values(void)
{
    json_t                *value;
    ngx_str_t              s;
    ngx_smartstack_json_t  w;

    static const char  text[] =
        "{\"a\":[],\"b\":{},\"c\":[1,-2,1.5,true,false,null,\"x\\ny\"],"
        "\"d\\\"\":{\"e\":[[]]}}";

    value = json_loads(text, 0, NULL);
    ngx_smartstack_json_init(&w, tap_pool, 8);
    ngx_smartstack_json_value(&w, value);
    s = written(&w);
    is_str(&s, text, "a tree comes out as it went in");
    json_decref(value);
}


static ngx_smartstack_json_status_e
status(const char *text, size_t *pos)
{
    json_t                        *value;
    ngx_str_t                      in;
    ngx_smartstack_json_status_e   st;

    in = tap_exact(text, ngx_strlen(text));
    value = ngx_smartstack_json_load(in.data, in.len, &st, pos);

    if ((value != NULL) != (st == NGX_SMARTSTACK_JSON_OK)) {
        note("value and status disagree");
        st = -1;
    }

    json_decref(value);

    return st;
}


static char *
repeated(const char *open, size_t n, const char *middle, const char *close)
{
    char    *text;
    size_t   i;

    text = ngx_pcalloc(tap_pool, n * (ngx_strlen(open) + ngx_strlen(close))
                                 + ngx_strlen(middle) + 1);

    for (i = 0; i < n; i++) {
        strcat(text, open);
    }

    strcat(text, middle);

    for (i = 0; i < n; i++) {
        strcat(text, close);
    }

    return text;
}


static void
reads_under_limits(void)
{
    json_t                        *value;
    size_t                         i, pos;
    ngx_smartstack_json_status_e   st;

    static struct {
        const char                   *text;
        ngx_smartstack_json_status_e  status;
        ngx_int_t                     pos;    /* -1: not looked at */
    } texts[] = {
        { "{}", NGX_SMARTSTACK_JSON_OK, 0 },
        { " [1, {\"a\": \"]\\\"}\"}] ", NGX_SMARTSTACK_JSON_OK, 0 },
        { "null", NGX_SMARTSTACK_JSON_OK, 0 },
        { "9007199254740992", NGX_SMARTSTACK_JSON_OK, 0 },
        { "-9007199254740992", NGX_SMARTSTACK_JSON_OK, 0 },
        { "[9007199254740993.5]", NGX_SMARTSTACK_JSON_OK, 0 },
        { "[\"99999999999999999999\"]", NGX_SMARTSTACK_JSON_OK, 0 },
        { "[1,9007199254740993]", NGX_SMARTSTACK_JSON_NUMBER, 3 },
        { "[-9007199254740993]", NGX_SMARTSTACK_JSON_NUMBER, 1 },
        { "123456789012345678901234567890", NGX_SMARTSTACK_JSON_NUMBER, 0 },
        { "[1e999]", NGX_SMARTSTACK_JSON_NUMBER, -1 },
        { "{\"a\":1,\"a\":2}", NGX_SMARTSTACK_JSON_DUPLICATE, -1 },
        { "{\"a\":1,\"\\u0061\":2}", NGX_SMARTSTACK_JSON_DUPLICATE, -1 },
        { "", NGX_SMARTSTACK_JSON_SYNTAX, 0 },
        { "{\"a\":1,}", NGX_SMARTSTACK_JSON_SYNTAX, 8 },
        { "[1] x", NGX_SMARTSTACK_JSON_SYNTAX, -1 },
        { "\xef\xbb\xbf{}", NGX_SMARTSTACK_JSON_SYNTAX, -1 },
        { "\"\\u0000\"", NGX_SMARTSTACK_JSON_SYNTAX, -1 },
        { "\"\xff\"", NGX_SMARTSTACK_JSON_SYNTAX, -1 },
        { "\"\xed\xa0\x80\"", NGX_SMARTSTACK_JSON_SYNTAX, -1 },
        { "\"\\ud800\"", NGX_SMARTSTACK_JSON_SYNTAX, -1 },
        { "NaN", NGX_SMARTSTACK_JSON_SYNTAX, -1 },
        { "[01]", NGX_SMARTSTACK_JSON_SYNTAX, -1 },
        { "\"\\", NGX_SMARTSTACK_JSON_SYNTAX, -1 },
        { "]]}}", NGX_SMARTSTACK_JSON_SYNTAX, -1 },
        { "-", NGX_SMARTSTACK_JSON_SYNTAX, -1 }
    };

    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        is_int(status(texts[i].text, &pos), texts[i].status, texts[i].text);

        if (texts[i].pos >= 0) {
            is_int(pos, texts[i].pos, "... at its place");
        }
    }

    is_int(status(repeated("[", 32, "", "]"), &pos), NGX_SMARTSTACK_JSON_OK,
           "32 levels");
    is_int(status(repeated("{\"a\":", 33, "1", "}"), &pos),
           NGX_SMARTSTACK_JSON_DEPTH, "33 levels");
    is_int(pos, 32 * 5, "... at the level that is too deep");

    is_int(status(repeated("[1", 1, repeated(",1", 999, "", ""), "]"), &pos),
           NGX_SMARTSTACK_JSON_OK, "1000 items");
    is_int(status(repeated("[1", 1, repeated(",1", 1000, "", ""), "]"), &pos),
           NGX_SMARTSTACK_JSON_ITEMS, "1001 items");
    is_int(status(repeated("[\"", 1, repeated(",", 2000, "", ""), "\"]"),
                  &pos),
           NGX_SMARTSTACK_JSON_OK, "commas in a string are no items");

    value = ngx_smartstack_json_load((u_char *) "{\"a\\nb\": [1.5]}", 15,
                                     &st, &pos);
    ok(json_real_value(json_array_get(json_object_get(value, "a\nb"), 0))
       == 1.5, "the value is the text's");
    json_decref(value);

    value = ngx_smartstack_json_load((u_char *) "\"a\0b\"", 5, &st, &pos);
    ok(value == NULL && st == NGX_SMARTSTACK_JSON_SYNTAX, "a NUL byte");

    value = ngx_smartstack_json_load((u_char *) "9\0", 2, &st, &pos);
    ok(value == NULL && st == NGX_SMARTSTACK_JSON_SYNTAX && pos == 1,
       "a NUL byte at the end");
}


static ngx_int_t
utf8(const char *text, size_t len)
{
    ngx_str_t  in;

    in = tap_exact(text, len);

    return ngx_smartstack_utf8_check(in.data, in.len);
}


#define UTF8(s)  utf8(s, sizeof(s) - 1)


static void
checks_utf8(void)
{
    is_int(UTF8(""), NGX_OK, "empty text");
    is_int(UTF8("more than eight bytes of ASCII\x7f"), NGX_OK, "ASCII");
    is_int(UTF8("\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80"
                "\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"), NGX_OK,
           "the edges of each length");
    is_int(UTF8("abc\0def"), NGX_DECLINED, "NUL in a short text");
    is_int(UTF8("abcdefgh\0bcdefgh"), NGX_DECLINED, "NUL in a long text");
    is_int(UTF8("\x80"), NGX_DECLINED, "a continuation alone");
    is_int(UTF8("\xc1\xbf"), NGX_DECLINED, "overlong in two bytes");
    is_int(UTF8("\xe0\x9f\xbf"), NGX_DECLINED, "overlong in three bytes");
    is_int(UTF8("\xf0\x8f\xbf\xbf"), NGX_DECLINED, "overlong in four bytes");
    is_int(UTF8("\xed\xa0\x80"), NGX_DECLINED, "a surrogate");
    is_int(UTF8("\xf4\x90\x80\x80"), NGX_DECLINED, "beyond U+10FFFF");
    is_int(UTF8("\xf5\x80\x80\x80"), NGX_DECLINED, "no such first byte");
    is_int(UTF8("abcdefg\xc3"), NGX_DECLINED, "cut in two");
    is_int(UTF8("\xe2\x82"), NGX_DECLINED, "cut in three");
    is_int(UTF8("\xf0\x9f\x98\x28"), NGX_DECLINED, "a bad fourth byte");
}
