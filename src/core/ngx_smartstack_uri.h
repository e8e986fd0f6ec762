
/* What a client writes into an address: escapes, and pairs of a query. */

#ifndef _NGX_SMARTSTACK_URI_H_INCLUDED_
#define _NGX_SMARTSTACK_URI_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


/*
 * Decodes "%41" and, with plus, "+" as a space.  What holds neither stays
 * where it is, else there is a copy in pool.  NGX_DECLINED, with the text as
 * it was: a broken escape, no UTF-8, or a NUL.  NGX_ERROR: no memory.
 */
ngx_int_t ngx_smartstack_uri_decode(ngx_pool_t *pool, ngx_str_t *text,
    ngx_uint_t plus);

/*
 * Takes the next "name=value" of a query, not decoded, from rest, which then
 * begins behind it.  Empty pairs are left out; without "=" the value is
 * empty.  0: there is none.
 */
ngx_uint_t ngx_smartstack_uri_pair(ngx_str_t *rest, ngx_str_t *name,
    ngx_str_t *value);


#endif /* _NGX_SMARTSTACK_URI_H_INCLUDED_ */
