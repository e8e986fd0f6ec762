
/*
 * Rows of PostgreSQL, in binary format, written as JSON by column type.
 */


#ifndef _NGX_SMARTSTACK_ROWS_H_INCLUDED_
#define _NGX_SMARTSTACK_ROWS_H_INCLUDED_


#include <ngx_smartstack_json.h>
#include <libpq-fe.h>


typedef struct ngx_smartstack_rows_s  ngx_smartstack_rows_t;


/*
 * Learns the columns of a result: member names escaped once, a writer for
 * each type.  Columns whose name starts with '~' are hidden.  Types: uuid,
 * text, varchar, name, bool, int2, int4, int8, date, timestamptz, jsonb, json,
 * text[], uuid[].  Lives in pool.  Returns NULL for another type (*bad is
 * then the column's name) or no memory (*bad is NULL).
 */
ngx_smartstack_rows_t *ngx_smartstack_rows_learn(ngx_pool_t *pool,
    const PGresult *res, const char **bad);

/* Whether a result still has these columns (after a migration it may not). */
ngx_uint_t ngx_smartstack_rows_fits(ngx_smartstack_rows_t *rows,
    const PGresult *res);

/* Appends row n as one JSON object.  Timestamps as to_json() prints them. */
void ngx_smartstack_rows_object(ngx_smartstack_json_t *w,
    ngx_smartstack_rows_t *rows, const PGresult *res, int n);

/* Column number by name, or -1. */
int ngx_smartstack_rows_column(ngx_smartstack_rows_t *rows, ngx_str_t *name);

/*
 * One value as text that PostgreSQL reads back as the same value (keyset
 * cursors, ETags); in pool.  NGX_DECLINED: it is NULL.  NGX_ERROR: no
 * memory, or an array.
 */
ngx_int_t ngx_smartstack_rows_text(ngx_pool_t *pool,
    ngx_smartstack_rows_t *rows, const PGresult *res, int n, int column,
    ngx_str_t *out);


#endif /* _NGX_SMARTSTACK_ROWS_H_INCLUDED_ */
