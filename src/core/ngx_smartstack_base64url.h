
/* base64url without padding (RFC 4648, 5), with exactly one text a value. */


#ifndef _NGX_SMARTSTACK_BASE64URL_H_INCLUDED_
#define _NGX_SMARTSTACK_BASE64URL_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


#define ngx_smartstack_base64url_encoded(len)  (((len) * 4 + 2) / 3)
#define ngx_smartstack_base64url_decoded(len)  ((len) * 3 / 4)


/* Returns the end of what was written. */
u_char *ngx_smartstack_base64url_encode(u_char *dst, const u_char *p,
    size_t len);

/*
 * dst takes decoded(len) bytes.  NGX_DECLINED: another letter, padding, an
 * impossible length, or bits behind the last byte that are not zero.
 */
ngx_int_t ngx_smartstack_base64url_decode(u_char *dst, const u_char *p,
    size_t len);


#endif /* _NGX_SMARTSTACK_BASE64URL_H_INCLUDED_ */
