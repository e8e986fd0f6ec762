
/* The entity tags of versioned rows. */

#ifndef _NGX_SMARTSTACK_ETAG_H_INCLUDED_
#define _NGX_SMARTSTACK_ETAG_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


/*
 * The revision in "r7" or "r7-0123456789abcdef", as reads answer it: a write
 * is about the row, so its revision is what counts.  NGX_ERROR: it is
 * neither.
 */
ngx_int_t ngx_smartstack_etag_revision(ngx_str_t *etag);


#endif /* _NGX_SMARTSTACK_ETAG_H_INCLUDED_ */
