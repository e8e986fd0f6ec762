
/* JSON out: an append-only writer over a chain of nginx buffers. */


#include <ngx_smartstack_json.h>


#define NGX_SMARTSTACK_JSON_MIN_BUF   256
#define NGX_SMARTSTACK_JSON_MAX_BUF   65536

#define NGX_SMARTSTACK_JSON_ONES      0x0101010101010101ULL
#define NGX_SMARTSTACK_JSON_HIGHS     0x8080808080808080ULL

/* Some byte of w is less than n (n <= 128); exact as a yes or no. */
#define ngx_smartstack_json_less(w, n)                                        \
    (((w) - NGX_SMARTSTACK_JSON_ONES * (n)) & ~(w) & NGX_SMARTSTACK_JSON_HIGHS)

#define ngx_smartstack_json_has(w, c)                                         \
    ngx_smartstack_json_less((w) ^ (NGX_SMARTSTACK_JSON_ONES * (c)), 1)

/* Some byte of w needs an escape. */
#define ngx_smartstack_json_special(w)                                        \
    (ngx_smartstack_json_less(w, 0x20)                                        \
     | ngx_smartstack_json_has(w, '"')                                        \
     | ngx_smartstack_json_has(w, '\\'))


/* Sixteen bytes at once: SSE2, NEON, or what else the compiler makes of it. */
typedef u_char  ngx_smartstack_json_vector_t __attribute__((vector_size(16)));


static ngx_int_t ngx_smartstack_json_grow(ngx_smartstack_json_t *w, size_t n);
static u_char *ngx_smartstack_json_escape(u_char *dst, const u_char *p,
    size_t len);
static ngx_uint_t ngx_smartstack_json_plain(u_char *dst, const u_char *p);
static u_char *ngx_smartstack_json_escape_byte(u_char *dst, u_char c);
static void ngx_smartstack_json_string_slow(ngx_smartstack_json_t *w,
    const u_char *p, size_t len);
static void ngx_smartstack_json_array(ngx_smartstack_json_t *w, json_t *value);
static void ngx_smartstack_json_object(ngx_smartstack_json_t *w,
    json_t *value);
static void ngx_smartstack_json_real(ngx_smartstack_json_t *w, json_t *value);


/*
 * What follows the backslash, 'u' for \u00XX, or 0: the byte stands for
 * itself.  The same choice as escape_json() of PostgreSQL makes, so that
 * stored and fresh answers are the same text.
 */

static const u_char  ngx_smartstack_json_escapes[256] = {
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
    'b', 't', 'n', 'u', 'f', 'r', 'u', 'u',
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
    ['"'] = '"',
    ['\\'] = '\\'
};


void
ngx_smartstack_json_init(ngx_smartstack_json_t *w, ngx_pool_t *pool,
    size_t first)
{
    ngx_memzero(w, sizeof(ngx_smartstack_json_t));

    w->pool = pool;
    w->last = &w->out;
    w->next = ngx_max(first, NGX_SMARTSTACK_JSON_MIN_BUF);
}


u_char *
ngx_smartstack_json_reserve(ngx_smartstack_json_t *w, size_t n)
{
    if (w->buf == NULL || (size_t) (w->buf->end - w->buf->last) < n) {
        if (ngx_smartstack_json_grow(w, n) != NGX_OK) {
            return NULL;
        }
    }

    return w->buf->last;
}


static ngx_int_t
ngx_smartstack_json_grow(ngx_smartstack_json_t *w, size_t n)
{
    ngx_buf_t    *b;
    ngx_chain_t  *cl;

    if (w->failed) {
        return NGX_ERROR;
    }

    cl = ngx_alloc_chain_link(w->pool);
    b = ngx_create_temp_buf(w->pool, ngx_max(w->next, n));

    if (cl == NULL || b == NULL) {
        ngx_smartstack_json_fail(w);
        return NGX_ERROR;
    }

    if (w->buf) {
        w->size += w->buf->last - w->buf->pos;
    }

    cl->buf = b;
    cl->next = NULL;

    *w->last = cl;
    w->last = &cl->next;
    w->buf = b;

    if (w->next < NGX_SMARTSTACK_JSON_MAX_BUF) {
        w->next = ngx_min(w->next * 2, NGX_SMARTSTACK_JSON_MAX_BUF);
    }

    return NGX_OK;
}


void
ngx_smartstack_json_fail(ngx_smartstack_json_t *w)
{
    /* without a buffer each write comes to json_grow(), which refuses */

    w->failed = 1;
    w->buf = NULL;
}


void
ngx_smartstack_json_raw(ngx_smartstack_json_t *w, const u_char *p, size_t len)
{
    size_t  room;

    while (len) {
        if (ngx_smartstack_json_reserve(w, 1) == NULL) {
            return;
        }

        room = w->buf->end - w->buf->last;
        room = ngx_min(room, len);

        w->buf->last = ngx_cpymem(w->buf->last, p, room);
        p += room;
        len -= room;
    }
}


void
ngx_smartstack_json_string(ngx_smartstack_json_t *w, const u_char *p,
    size_t len)
{
    u_char  *last;

    /* the usual case: room even if each byte becomes \u00XX */

    if (w->buf && (size_t) (w->buf->end - w->buf->last) >= 6 * len + 2) {
        last = w->buf->last;
        *last++ = '"';   /* NOLINT: there is room, so last is set */
        last = ngx_smartstack_json_escape(last, p, len);
        *last++ = '"';
        w->buf->last = last;
        return;
    }

    ngx_smartstack_json_string_slow(w, p, len);
}


/* dst has room for 6 * len bytes. */

static u_char *
ngx_smartstack_json_escape(u_char *dst, const u_char *p, size_t len)
{
    size_t         rest;
    uint64_t       word;
    const u_char  *end, *stop;

    end = p + len;

    while (end - p >= 16) {

        if (ngx_smartstack_json_plain(dst, p)) {
            dst += 16;
            p += 16;
            continue;
        }

        for (stop = p + 16; p < stop; p++) {
            dst = ngx_smartstack_json_escape_byte(dst, *p);
        }
    }

    if (end - p >= 8) {
        ngx_memcpy(&word, p, 8);

        if (!ngx_smartstack_json_special(word)) {
            ngx_memcpy(dst, &word, 8);
            dst += 8;
            p += 8;
        }
    }

    /*
     * The rest, together with bytes before it that are written already: if
     * none of the eight is special, they stand in front of dst as they are.
     */

    rest = end - p;

    if (len >= 8 && rest < 8) {
        ngx_memcpy(&word, end - 8, 8);

        if (!ngx_smartstack_json_special(word)) {
            ngx_memcpy(dst + rest - 8, &word, 8);
            return dst + rest;
        }
    }

    while (p < end) {
        dst = ngx_smartstack_json_escape_byte(dst, *p++);
    }

    return dst;
}


/* Copies sixteen bytes and tells whether all of them stand for themselves. */

static ngx_uint_t
ngx_smartstack_json_plain(u_char *dst, const u_char *p)
{
    uint64_t                      halves[2];
    ngx_smartstack_json_vector_t  v, special;

    ngx_memcpy(&v, p, 16);
    ngx_memcpy(dst, &v, 16);

    special = (ngx_smartstack_json_vector_t)
                  ((v < 0x20) | (v == '"') | (v == '\\'));

    ngx_memcpy(halves, &special, 16);

    return (halves[0] | halves[1]) == 0;
}


static u_char *
ngx_smartstack_json_escape_byte(u_char *dst, u_char c)
{
    u_char  e;

    static const u_char  hex[] = "0123456789abcdef";

    e = ngx_smartstack_json_escapes[c];

    if (e == 0) {
        *dst++ = c;
        return dst;
    }

    *dst++ = '\\';
    *dst++ = e;

    if (e == 'u') {
        *dst++ = '0';
        *dst++ = '0';
        *dst++ = hex[c >> 4];
        *dst++ = hex[c & 0xf];
    }

    return dst;
}


/* Long strings, and those at the end of a buffer: piece by piece. */

static void
ngx_smartstack_json_string_slow(ngx_smartstack_json_t *w, const u_char *p,
    size_t len)
{
    size_t   n, room;
    u_char  *last;

    ngx_smartstack_json_literal(w, "\"");

    while (len) {
        last = ngx_smartstack_json_reserve(w, 48);
        if (last == NULL) {
            return;
        }

        room = w->buf->end - last;
        n = ngx_min(room / 6, len);

        w->buf->last = ngx_smartstack_json_escape(last, p, n);
        p += n;
        len -= n;
    }

    ngx_smartstack_json_literal(w, "\"");
}


void
ngx_smartstack_json_integer(ngx_smartstack_json_t *w, int64_t n)
{
    u_char  *last;

    last = ngx_smartstack_json_reserve(w, NGX_INT64_LEN);

    if (last) {
        w->buf->last = ngx_smartstack_json_digits(last, n);
    }
}


u_char *
ngx_smartstack_json_digits(u_char *last, int64_t n)
{
    u_char    *p;
    uint64_t   u;
    u_char     digits[NGX_INT64_LEN];

    u = (uint64_t) n;

    if (n < 0) {
        *last++ = '-';
        u = -u;
    }

    p = digits + sizeof(digits);

    do {
        *--p = (u_char) ('0' + u % 10);
        u /= 10;
    } while (u);

    return ngx_cpymem(last, p, digits + sizeof(digits) - p);
}


void
ngx_smartstack_json_value(ngx_smartstack_json_t *w, json_t *value)
{
    switch (json_typeof(value)) {

    case JSON_OBJECT:
        ngx_smartstack_json_object(w, value);
        break;

    case JSON_ARRAY:
        ngx_smartstack_json_array(w, value);
        break;

    case JSON_STRING:
        ngx_smartstack_json_string(w,
                                   (const u_char *) json_string_value(value),
                                   json_string_length(value));
        break;

    case JSON_INTEGER:
        ngx_smartstack_json_integer(w, json_integer_value(value));
        break;

    case JSON_REAL:
        ngx_smartstack_json_real(w, value);
        break;

    case JSON_TRUE:
        ngx_smartstack_json_literal(w, "true");
        break;

    case JSON_FALSE:
        ngx_smartstack_json_literal(w, "false");
        break;

    default: /* JSON_NULL */
        ngx_smartstack_json_literal(w, "null");
        break;
    }
}


static void
ngx_smartstack_json_array(ngx_smartstack_json_t *w, json_t *value)
{
    size_t  i;

    ngx_smartstack_json_literal(w, "[");

    for (i = 0; i < json_array_size(value); i++) {
        if (i) {
            ngx_smartstack_json_literal(w, ",");
        }

        ngx_smartstack_json_value(w, json_array_get(value, i));
    }

    ngx_smartstack_json_literal(w, "]");
}


static void
ngx_smartstack_json_object(ngx_smartstack_json_t *w, json_t *value)
{
    void        *iter, *first;
    const char  *key;

    ngx_smartstack_json_literal(w, "{");

    first = json_object_iter(value);

    for (iter = first; iter; iter = json_object_iter_next(value, iter)) {
        if (iter != first) {
            ngx_smartstack_json_literal(w, ",");
        }

        key = json_object_iter_key(iter);

        ngx_smartstack_json_string(w, (const u_char *) key, ngx_strlen(key));
        ngx_smartstack_json_literal(w, ":");
        ngx_smartstack_json_value(w, json_object_iter_value(iter));
    }

    ngx_smartstack_json_literal(w, "}");
}


/* jansson prints reals: shortest 17 digits, and free of the locale. */

static void
ngx_smartstack_json_real(ngx_smartstack_json_t *w, json_t *value)
{
    size_t  n;
    char    text[64];

    n = json_dumpb(value, text, sizeof(text), JSON_ENCODE_ANY);

    if (n == 0 || n > sizeof(text)) {
        ngx_smartstack_json_fail(w);
        return;
    }

    ngx_smartstack_json_raw(w, (u_char *) text, n);
}


ngx_chain_t *
ngx_smartstack_json_close(ngx_smartstack_json_t *w, off_t *size)
{
    if (w->out == NULL) {
        (void) ngx_smartstack_json_grow(w, 1);
    }

    if (w->failed) {
        return NULL;
    }

    *size = w->size + (w->buf->last - w->buf->pos);

    return w->out;
}
