
/* The column types that rows may have, and how a value of each is written. */


#ifndef _NGX_SMARTSTACK_ROWS_TYPE_H_INCLUDED_
#define _NGX_SMARTSTACK_ROWS_TYPE_H_INCLUDED_


#include <ngx_smartstack_json.h>
#include <libpq-fe.h>


/* Longest text of a value of fixed size, with its quotes */
#define NGX_SMARTSTACK_TYPE_LEN  64


typedef struct ngx_smartstack_type_s  ngx_smartstack_type_t;

/* Appends a value; one that is malformed makes the writer fail. */
typedef void (*ngx_smartstack_type_write_pt)(ngx_smartstack_json_t *w,
    ngx_smartstack_type_t *type, const u_char *p, size_t len);

struct ngx_smartstack_type_s {
    Oid                            oid;
    ngx_smartstack_type_write_pt   write;

    /*
     * Fixed size in, at most NGX_SMARTSTACK_TYPE_LEN characters without
     * quotes out; NULL for types of any length.
     */
    u_char                      *(*format)(u_char *last, const u_char *p);
    size_t                         size;
    Oid                            element;   /* of an array, or 0 */
};


/* NULL: not a type for rows. */
ngx_smartstack_type_t *ngx_smartstack_type_find(Oid oid);

/* As ngx_smartstack_rows_text(), for one value. */
ngx_int_t ngx_smartstack_type_text(ngx_pool_t *pool,
    ngx_smartstack_type_t *type, const u_char *p, size_t len, ngx_str_t *out);

/* Days and microseconds since 2000-01-01 as PostgreSQL's XSD style. */
u_char *ngx_smartstack_type_date(u_char *last, const u_char *p);
u_char *ngx_smartstack_type_timestamptz(u_char *last, const u_char *p);

/* Arrays of text and uuid. */
void ngx_smartstack_type_array(ngx_smartstack_json_t *w,
    ngx_smartstack_type_t *type, const u_char *p, size_t len);

/* Big endian, as on the wire. */
#define ngx_smartstack_type_int32(p)                                          \
    ((int32_t) ((uint32_t) (p)[0] << 24 | (uint32_t) (p)[1] << 16             \
                | (uint32_t) (p)[2] << 8 | (p)[3]))

#define ngx_smartstack_type_int64(p)                                          \
    ((int64_t) ((uint64_t) (uint32_t) ngx_smartstack_type_int32(p) << 32      \
                | (uint32_t) ngx_smartstack_type_int32((p) + 4)))


#endif /* _NGX_SMARTSTACK_ROWS_TYPE_H_INCLUDED_ */
