
/* The entity tags of versioned rows. */

#ifndef _NGX_SMARTSTACK_ETAG_H_INCLUDED_
#define _NGX_SMARTSTACK_ETAG_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


#define NGX_SMARTSTACK_ETAG_MAX  16


/*
 * If-Match, a list of "r7" or "r7-0123456789abcdef", as reads answer it: a
 * write is about the row, so its revision is what counts.  Returns how many
 * of them there are in revisions, which has room for ETAG_MAX.  A weak one is
 * in the list, but matches nothing (RFC 9110, 13.1.1) and so is left out.
 * NGX_ERROR: no tag, one that is not ours, or more than ETAG_MAX.
 */
ngx_int_t ngx_smartstack_etag_list(ngx_str_t *field, int revisions[]);


#endif /* _NGX_SMARTSTACK_ETAG_H_INCLUDED_ */
