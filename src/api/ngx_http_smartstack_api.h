
/* The named handlers of the contract: what SQL alone cannot do. */


#ifndef _NGX_HTTP_SMARTSTACK_API_H_INCLUDED_
#define _NGX_HTTP_SMARTSTACK_API_H_INCLUDED_


#include <ngx_http_smartstack.h>


/* auth: accounts and sessions (POST /auth/..., GET /auth/session) */
ngx_int_t ngx_http_smartstack_auth_register(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_login(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_refresh(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_logout(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_session(ngx_http_smartstack_ctx_t *ctx);

/* the SQL files that each of them uses; end empty */
extern ngx_str_t  ngx_http_smartstack_auth_register_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_login_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_refresh_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_logout_sql[];


#endif /* _NGX_HTTP_SMARTSTACK_API_H_INCLUDED_ */
