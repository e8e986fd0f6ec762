
#include "tap.h"
#include <ngx_smartstack_rows.h>


enum {
    T_BOOL = 16, T_NAME = 19, T_INT8 = 20, T_INT2 = 21, T_INT4 = 23,
    T_TEXT = 25, T_JSON = 114, T_FLOAT8 = 701, T_TEXTS = 1009,
    T_VARCHAR = 1043, T_DATE = 1082, T_TIMESTAMPTZ = 1184, T_UUID = 2950,
    T_UUIDS = 2951, T_JSONB = 3802
};


typedef struct {
    const char  *name;
    Oid          type;
    const char  *value;         /* NULL: NULL */
    int          len;
} cell_t;


#define CELL(name, type, value)  { name, type, value, sizeof(value) - 1 }
#define END                      { NULL, 0, NULL, 0 }

#define UUID_BYTES                                                            \
    "\x01\x89\xab\xcd\xef\x01\x77\x4b\xbc\xce\xb3\x02\x09\x9a\x80\x57"
#define UUID_TEXT  "0189abcd-ef01-774b-bcce-b302099a8057"


static PGresult *
result(const cell_t *cells, int format)
{
    int              i, n;
    PGresult        *res;
    PGresAttDesc     attrs[32];

    ngx_memzero(attrs, sizeof(attrs));

    for (n = 0; cells[n].name; n++) {
        attrs[n].name = (char *) cells[n].name;
        attrs[n].typid = cells[n].type;
        attrs[n].format = format;
    }

    res = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
    PQsetResultAttrs(res, n, attrs);

    for (i = 0; i < n; i++) {
        PQsetvalue(res, 0, i, (char *) cells[i].value,
                   cells[i].value ? cells[i].len : -1);
    }

    return res;
}


static ngx_str_t
row(const cell_t *cells)
{
    off_t                   size;
    PGresult               *res;
    ngx_str_t               text;
    const char             *bad;
    ngx_chain_t            *cl;
    ngx_smartstack_json_t   w;
    ngx_smartstack_rows_t  *rows;

    ngx_str_set(&text, "(failed)");
    res = result(cells, 1);

    rows = ngx_smartstack_rows_learn(tap_pool, res, &bad);
    if (rows == NULL) {
        PQclear(res);
        return text;
    }

    ngx_smartstack_json_init(&w, tap_pool, 4096);
    ngx_smartstack_rows_object(&w, rows, res, 0);
    cl = ngx_smartstack_json_close(&w, &size);
    PQclear(res);

    if (cl && cl->next == NULL) {
        text.data = cl->buf->pos;
        text.len = size;
    }

    return text;
}


static void
writes_types(void)
{
    ngx_str_t  s;

    s = row((cell_t[]) {
        CELL("id", T_UUID, UUID_BYTES),
        CELL("ti\"tle", T_TEXT, "a \"b\"\n"),
        CELL("v", T_VARCHAR, ""),
        CELL("n", T_NAME, "public"),
        CELL("yes", T_BOOL, "\x01"),
        CELL("no", T_BOOL, "\0"),
        CELL("i2", T_INT2, "\xff\xfe"),
        CELL("i4", T_INT4, "\x7f\xff\xff\xff"),
        CELL("i8", T_INT8, "\x80\0\0\0\0\0\0\0"),
        CELL("j", T_JSON, "{\"a\" : 1}"),
        CELL("jb", T_JSONB, "\x01[1, 2]"),
        { "none", T_TEXT, NULL, 0 },
        END
    });
    is_str(&s, "{\"id\":\"" UUID_TEXT "\",\"ti\\\"tle\":\"a \\\"b\\\"\\n\","
           "\"v\":\"\",\"n\":\"public\",\"yes\":true,\"no\":false,\"i2\":-2,"
           "\"i4\":2147483647,\"i8\":-9223372036854775808,\"j\":{\"a\" : 1},"
           "\"jb\":[1, 2],\"none\":null}", "each type");

    s = row((cell_t[]) {
        CELL("~0", T_INT4, "\0\0\0\1"), CELL("a", T_INT4, "\0\0\0\2"),
        CELL("~1", T_INT4, "\0\0\0\3"), CELL("b", T_INT4, "\0\0\0\4"), END
    });
    is_str(&s, "{\"a\":2,\"b\":4}", "columns behind ~ are hidden");

    s = row((cell_t[]) { CELL("~0", T_INT4, "\0\0\0\1"), END });
    is_str(&s, "{}", "no member at all");
}


static void
moment(const char *bytes, const char *expected)
{
    char       text[80];
    ngx_str_t  s;

    s = row((cell_t[]) { { "t", T_TIMESTAMPTZ, bytes, 8 }, END });
    (void) snprintf(text, sizeof(text), "{\"t\":\"%s\"}", expected);
    is_str(&s, (char *) text, expected);
}


static void
date(const char *bytes, const char *expected)
{
    char       text[80];
    ngx_str_t  s;

    s = row((cell_t[]) { { "d", T_DATE, bytes, 4 }, END });
    (void) snprintf(text, sizeof(text), "{\"d\":\"%s\"}", expected);
    is_str(&s, (char *) text, expected);
}


/* The expected texts were printed by to_json() of PostgreSQL 15. */

static void
writes_times(void)
{
    moment("\x00\x00\x00\x00\x00\x00\x00\x00", "2000-01-01T00:00:00+00:00");
    moment("\x00\x00\x00\x00\x00\x00\x00\x01",
           "2000-01-01T00:00:00.000001+00:00");
    moment("\xff\xff\xff\xff\xff\xff\xff\xff",
           "1999-12-31T23:59:59.999999+00:00");
    moment("\x00\x02\xea\x47\x0a\xea\x42\x40",
           "2026-01-01T00:00:00.123456+00:00");
    moment("\x00\x02\xea\x47\x0a\xea\x3e\x20",
           "2026-01-01T00:00:00.1224+00:00");
    moment("\x7f\xff\xff\xff\xff\xff\xff\xff", "infinity");
    moment("\x80\x00\x00\x00\x00\x00\x00\x00", "-infinity");

    date("\x00\x00\x00\x00", "2000-01-01");
    date("\x00\x00\x00\x3b", "2000-02-29");
    date("\x00\x00\x00\x3c", "2000-03-01");
    date("\xff\xff\xff\xff", "1999-12-31");
    date("\x00\x00\x25\x19", "2026-01-01");
    date("\x00\x2c\x95\xd4", "10000-01-01");
    date("\xff\xf4\xdb\xf9", "0001-01-01");
    date("\xff\xf4\xdb\xf8", "0001-12-31 BC");
    date("\x7f\xff\xff\xff", "infinity");
    date("\x80\x00\x00\x00", "-infinity");
}


static void
writes_arrays(void)
{
    ngx_str_t  s;

    s = row((cell_t[]) {
        CELL("a", T_TEXTS, "\0\0\0\0\0\0\0\0\0\0\0\x19"),
        CELL("b", T_TEXTS, "\0\0\0\1\0\0\0\1\0\0\0\x19\0\0\0\4\0\0\0\1"
                           "\0\0\0\2a\"\xff\xff\xff\xff\0\0\0\0\0\0\0\4NULL"),
        CELL("c", T_UUIDS, "\0\0\0\1\0\0\0\0\0\0\x0b\x86\0\0\0\1\0\0\0\1"
                           "\0\0\0\x10" UUID_BYTES),
        CELL("d", T_TEXTS, "\0\0\0\2\0\0\0\0\0\0\0\x19"
                           "\0\0\0\2\0\0\0\1\0\0\0\2\0\0\0\1"
                           "\0\0\0\1a\0\0\0\1b\0\0\0\1c\0\0\0\1d"),
        END
    });
    is_str(&s, "{\"a\":[],\"b\":[\"a\\\"\",null,\"\",\"NULL\"],"
           "\"c\":[\"" UUID_TEXT "\"],\"d\":[[\"a\",\"b\"],[\"c\",\"d\"]]}",
           "arrays: empty, with NULL, of uuid, of two dimensions");
}


static void
refuses_malformed_values(void)
{
    size_t     i;
    ngx_str_t  s;

    static const cell_t  cells[] = {
        CELL("uuid", T_UUID, "\x01\x89"),
        CELL("bool", T_BOOL, ""),
        CELL("int4", T_INT4, "\0\0\0\0\0"),
        CELL("timestamptz", T_TIMESTAMPTZ, "\0\0\0\0"),
        CELL("jsonb of another version", T_JSONB, "\x02{}"),
        CELL("jsonb without text", T_JSONB, "\x01"),
        CELL("array without header", T_TEXTS, "\0\0\0\0"),
        CELL("array of another type", T_TEXTS, "\0\0\0\0\0\0\0\0\0\0\0\x17"),
        CELL("array of many dimensions", T_TEXTS,
             "\0\0\0\x07\0\0\0\0\0\0\0\x19"),
        CELL("array without sizes", T_TEXTS, "\0\0\0\1\0\0\0\0\0\0\0\x19"),
        CELL("array of no elements", T_TEXTS,
             "\0\0\0\1\0\0\0\0\0\0\0\x19\0\0\0\0\0\0\0\1"),
        CELL("array cut in a length", T_TEXTS,
             "\0\0\0\1\0\0\0\0\0\0\0\x19\0\0\0\1\0\0\0\1\0\0"),
        CELL("array cut in a value", T_TEXTS,
             "\0\0\0\1\0\0\0\0\0\0\0\x19\0\0\0\1\0\0\0\1\0\0\0\2a"),
        CELL("array with a bad length", T_TEXTS,
             "\0\0\0\1\0\0\0\0\0\0\0\x19\0\0\0\1\0\0\0\1\xff\xff\xff\xfe"),
        CELL("array with a tail", T_TEXTS,
             "\0\0\0\1\0\0\0\0\0\0\0\x19\0\0\0\1\0\0\0\1\0\0\0\1abc"),
        CELL("array with a short uuid", T_UUIDS,
             "\0\0\0\1\0\0\0\0\0\0\x0b\x86\0\0\0\1\0\0\0\1\0\0\0\1a"),
    };

    for (i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
        s = row((cell_t[]) { cells[i], END });
        is_str(&s, "(failed)", cells[i].name);
    }
}


static void
learns_columns(void)
{
    PGresult               *res;
    ngx_str_t               name;
    const char             *bad;
    ngx_smartstack_rows_t  *rows;

    static const cell_t  cells[] = {
        CELL("a", T_INT4, "\0\0\0\1"), CELL("ab", T_TEXT, "x"), END
    };
    static const cell_t  renamed[] = {
        CELL("a", T_INT4, "\0\0\0\1"), CELL("ac", T_TEXT, "x"), END
    };
    static const cell_t  retyped[] = {
        CELL("a", T_INT8, "\0\0\0\0\0\0\0\1"), CELL("ab", T_TEXT, "x"), END
    };
    static const cell_t  longer[] = {
        CELL("a", T_INT4, "\0\0\0\1"), CELL("ab", T_TEXT, "x"),
        CELL("b", T_TEXT, "x"), END
    };
    static const cell_t  unknown[] = {
        CELL("a", T_INT4, "\0\0\0\1"), CELL("f", T_FLOAT8, "12345678"), END
    };

    res = result(cells, 1);
    rows = ngx_smartstack_rows_learn(tap_pool, res, &bad);

    ok(ngx_smartstack_rows_fits(rows, res), "its own result fits");

    name = tap_str("ab");
    is_int(ngx_smartstack_rows_column(rows, &name), 1, "column by name");
    name = tap_str("b");
    is_int(ngx_smartstack_rows_column(rows, &name), -1, "no such column");
    name = tap_str("");
    is_int(ngx_smartstack_rows_column(rows, &name), -1, "no name");
    PQclear(res);

    res = result(renamed, 1);
    ok(!ngx_smartstack_rows_fits(rows, res), "another name does not fit");
    PQclear(res);

    res = result(retyped, 1);
    ok(!ngx_smartstack_rows_fits(rows, res), "another type does not fit");
    PQclear(res);

    res = result(longer, 1);
    ok(!ngx_smartstack_rows_fits(rows, res), "one more does not fit");
    PQclear(res);

    res = result(cells, 0);
    ok(!ngx_smartstack_rows_fits(rows, res), "text format does not fit");
    ok(ngx_smartstack_rows_learn(tap_pool, res, &bad) == NULL
       && strcmp(bad, "a") == 0, "text format is not learned");
    PQclear(res);

    res = result(unknown, 1);
    ok(ngx_smartstack_rows_learn(tap_pool, res, &bad) == NULL
       && strcmp(bad, "f") == 0, "a float is not learned");
    PQclear(res);
}


static void
text_of(Oid type, const char *value, int len, const char *expected)
{
    ngx_int_t               rc;
    PGresult               *res;
    ngx_str_t               text;
    const char             *bad;
    ngx_smartstack_rows_t  *rows;
    cell_t                  cells[] = { { "c", type, value, len }, END };

    res = result(cells, 1);
    rows = ngx_smartstack_rows_learn(tap_pool, res, &bad);
    rc = ngx_smartstack_rows_text(tap_pool, rows, res, 0, 0, &text);

    if (expected) {
        ok(rc == NGX_OK && text.len == strlen(expected)
           && memcmp(text.data, expected, text.len) == 0, "text %s",
           expected);

    } else {
        is_int(rc, value ? NGX_ERROR : NGX_DECLINED, "no text");
    }

    PQclear(res);
}


static void
gives_texts(void)
{
    text_of(T_UUID, UUID_BYTES, 16, UUID_TEXT);
    text_of(T_TEXT, "a\"b", 3, "a\"b");
    text_of(T_TEXT, "", 0, "");
    text_of(T_INT4, "\0\0\0\x07", 4, "7");
    text_of(T_BOOL, "\x01", 1, "true");
    text_of(T_DATE, "\x00\x00\x25\x19", 4, "2026-01-01");
    text_of(T_TIMESTAMPTZ, "\x00\x02\xea\x47\x0a\xea\x42\x40", 8,
            "2026-01-01T00:00:00.123456+00:00");
    text_of(T_JSONB, "\x01{}", 3, "{}");
    text_of(T_TEXT, NULL, 0, NULL);
    text_of(T_INT4, "\0", 1, NULL);
    text_of(T_TEXTS, "\0\0\0\0\0\0\0\0\0\0\0\x19", 12, NULL);
}


TAP_MAIN
{
    writes_types();
    writes_times();
    writes_arrays();
    refuses_malformed_values();
    learns_columns();
    gives_texts();
}
