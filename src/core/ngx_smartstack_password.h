
/* Passwords that are guessed first (NIST SP 800-63B, 5.1.1.2). */


#ifndef _NGX_SMARTSTACK_PASSWORD_H_INCLUDED_
#define _NGX_SMARTSTACK_PASSWORD_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


/*
 * Non-zero for a password of the list (3,000 of at least eight characters),
 * some 1,300 words in all their usual forms, or what is just the account's
 * address or its local part, or the product's name; case does not count.  No
 * other rule of composition: length is the contract's.
 */
ngx_uint_t ngx_smartstack_password_common(ngx_str_t *password,
    ngx_str_t *email);


#endif /* _NGX_SMARTSTACK_PASSWORD_H_INCLUDED_ */
