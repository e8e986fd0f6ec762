
/*
 * Opaque, signed keyset cursors: the key values of the last row, bound to
 * the workspace, the operation, its filters and its sort.
 */


#ifndef _NGX_SMARTSTACK_CURSOR_H_INCLUDED_
#define _NGX_SMARTSTACK_CURSOR_H_INCLUDED_


#include <ngx_smartstack_token.h>
#include <ngx_smartstack_sql.h>


/*
 * scope is whatever the cursor must not leave: the caller hands the
 * concatenated workspace, operation id and query parameters (but cursor and
 * limit).  Values are at most NGX_SMARTSTACK_SQL_MAX_KEYS texts of 1024 bytes,
 * else NGX_ERROR; cursor is in pool.
 */
ngx_int_t ngx_smartstack_cursor_make(ngx_pool_t *pool,
    ngx_smartstack_keyring_t *ring, ngx_str_t *scope, ngx_uint_t nvalues,
    ngx_str_t *values, ngx_str_t *cursor);

/*
 * Fills nvalues values, in pool, without a NUL.  NGX_DECLINED: altered, of
 * another scope, or garbage.
 */
ngx_int_t ngx_smartstack_cursor_read(ngx_pool_t *pool,
    ngx_smartstack_keyring_t *ring, ngx_str_t *scope, ngx_str_t *cursor,
    ngx_uint_t nvalues, ngx_str_t *values);


#endif /* _NGX_SMARTSTACK_CURSOR_H_INCLUDED_ */
