
/* Method and path to operation: a trie over path segments. */


#ifndef _NGX_SMARTSTACK_ROUTE_H_INCLUDED_
#define _NGX_SMARTSTACK_ROUTE_H_INCLUDED_


#include <ngx_smartstack_contract.h>


typedef struct ngx_smartstack_route_s  ngx_smartstack_route_t;


typedef struct {
    ngx_smartstack_operation_t  *operation;  /* NULL: method not allowed */
    ngx_uint_t                   allow;      /* methods of this path */
    ngx_uint_t                   nvalues;
    ngx_str_t                    values[NGX_SMARTSTACK_MAX_PATH_PARAMS];
} ngx_smartstack_match_t;


/* Adds an operation.  NGX_DECLINED: path and method are taken already. */
ngx_int_t ngx_smartstack_route_add(ngx_pool_t *pool,
    ngx_smartstack_route_t **root, ngx_smartstack_operation_t *op);

/*
 * Matches the raw path of the request line (no query, not decoded, with the
 * base).  Segments are percent-decoded once, into pool; an encoded slash or
 * NUL, invalid UTF-8, an empty or dot segment never matches.  A literal
 * segment wins over a parameter; a parameter whose schema refuses the value
 * still matches (the value is checked later).
 * Returns NGX_OK (m filled), or NGX_DECLINED (no such path).
 */
ngx_int_t ngx_smartstack_route_match(ngx_smartstack_route_t *root,
    ngx_uint_t method, ngx_str_t *path, ngx_pool_t *pool,
    ngx_smartstack_match_t *m);


#endif /* _NGX_SMARTSTACK_ROUTE_H_INCLUDED_ */
