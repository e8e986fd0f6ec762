
/*
 * JSON in and out.
 *
 * Out: an append-only writer over a chain of nginx buffers (RFC 8259), so that
 * a page of rows is never held as a tree.  In: jansson with the limits that
 * every body and document of ours is read under.
 */


#ifndef _NGX_SMARTSTACK_JSON_H_INCLUDED_
#define _NGX_SMARTSTACK_JSON_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>
#include <jansson.h>


#define NGX_SMARTSTACK_JSON_MAX_DEPTH  32
#define NGX_SMARTSTACK_JSON_MAX_ITEMS  1000


typedef struct {
    ngx_pool_t   *pool;
    ngx_chain_t  *out;          /* first link, NULL while nothing is written */
    ngx_chain_t **last;
    ngx_buf_t    *buf;          /* the buffer that is being filled */
    off_t         size;         /* bytes of the closed buffers */
    size_t        next;         /* size of the next buffer */
    unsigned      failed:1;     /* the text is cut, by an allocation or by
                                   json_fail() */
} ngx_smartstack_json_t;


/*
 * Starts a writer.  first is the size of the first buffer; later ones double
 * up to 64 KiB.  Errors are sticky: check w->failed once, at the end.
 */
void ngx_smartstack_json_init(ngx_smartstack_json_t *w, ngx_pool_t *pool,
    size_t first);

/*
 * Gives n contiguous writable bytes (n <= 4096) or NULL; the caller moves
 * w->buf->last by what it wrote.
 */
u_char *ngx_smartstack_json_reserve(ngx_smartstack_json_t *w, size_t n);

/* Appends bytes as they are. */
void ngx_smartstack_json_raw(ngx_smartstack_json_t *w, const u_char *p,
    size_t len);
#define ngx_smartstack_json_literal(w, s)                                     \
    ngx_smartstack_json_raw(w, (const u_char *) s, sizeof(s) - 1)

/* Appends a quoted, escaped string; p must be valid UTF-8. */
void ngx_smartstack_json_string(ngx_smartstack_json_t *w, const u_char *p,
    size_t len);

void ngx_smartstack_json_integer(ngx_smartstack_json_t *w, int64_t n);

/* Decimal digits into a buffer of NGX_INT64_LEN bytes or more. */
u_char *ngx_smartstack_json_digits(u_char *last, int64_t n);

/* What is to be written cannot be: the text is of no use. */
void ngx_smartstack_json_fail(ngx_smartstack_json_t *w);

/* Appends a jansson value (small ones: problem bodies, tests). */
void ngx_smartstack_json_value(ngx_smartstack_json_t *w, json_t *value);

/*
 * Ends the text: returns its chain (last_buf is not set; the HTTP layer does)
 * and stores its length in *size, or returns NULL if memory ran out.
 */
ngx_chain_t *ngx_smartstack_json_close(ngx_smartstack_json_t *w, off_t *size);


typedef enum {
    NGX_SMARTSTACK_JSON_OK = 0,
    NGX_SMARTSTACK_JSON_SYNTAX,         /* no JSON, or bad UTF-8, or a NUL */
    NGX_SMARTSTACK_JSON_DUPLICATE,      /* an object names a key twice */
    NGX_SMARTSTACK_JSON_DEPTH,          /* deeper than MAX_DEPTH */
    NGX_SMARTSTACK_JSON_ITEMS,          /* an array above MAX_ITEMS */
    NGX_SMARTSTACK_JSON_NUMBER,         /* an integer beyond 2^53 */
    NGX_SMARTSTACK_JSON_MEMORY          /* not the text's fault */
} ngx_smartstack_json_status_e;

/*
 * Reads one JSON text under the limits above.  On success returns the value,
 * which the caller owns (json_decref); else NULL and *status says why and
 * *pos is the byte offset where known.
 */
json_t *ngx_smartstack_json_load(const u_char *p, size_t len,
    ngx_smartstack_json_status_e *status, size_t *pos);

/* NGX_OK if the bytes are valid UTF-8 (RFC 3629) without NUL. */
ngx_int_t ngx_smartstack_utf8_check(const u_char *p, size_t len);


#endif /* _NGX_SMARTSTACK_JSON_H_INCLUDED_ */
