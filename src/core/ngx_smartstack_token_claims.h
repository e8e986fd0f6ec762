
/* The claims of an access token, whose MAC is right.  Private to core/token */


#ifndef _NGX_SMARTSTACK_TOKEN_CLAIMS_H_INCLUDED_
#define _NGX_SMARTSTACK_TOKEN_CLAIMS_H_INCLUDED_


#include <ngx_smartstack_token.h>


#define NGX_SMARTSTACK_TOKEN_ISSUER    "smartstack"
#define NGX_SMARTSTACK_TOKEN_AUDIENCE  "ss-api"
#define NGX_SMARTSTACK_TOKEN_USE       "access"


/*
 * Reads the one shape that we issue: a flat object of known claims, each
 * once, in any order, without spaces or escapes.  NGX_OK, NGX_DECLINED
 * (expired, all else is right), or NGX_ERROR.
 */
ngx_int_t ngx_smartstack_claims_read(const u_char *p, size_t len, time_t now,
    ngx_smartstack_claims_t *claims);


#endif /* _NGX_SMARTSTACK_TOKEN_CLAIMS_H_INCLUDED_ */
