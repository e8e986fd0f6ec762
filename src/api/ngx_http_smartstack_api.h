
/* The named handlers of the contract: what SQL alone cannot do. */


#ifndef _NGX_HTTP_SMARTSTACK_API_H_INCLUDED_
#define _NGX_HTTP_SMARTSTACK_API_H_INCLUDED_


#include <ngx_http_smartstack.h>


/* register: new accounts */
ngx_int_t ngx_http_smartstack_auth_register(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_verify(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_invited(ngx_http_smartstack_ctx_t *ctx);

/* login: the first step of signing in */
ngx_int_t ngx_http_smartstack_auth_login(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_magic(ngx_http_smartstack_ctx_t *ctx);

/* factor: the second step, and what it needs */
ngx_int_t ngx_http_smartstack_auth_second_factor(
    ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_totp_start(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_totp_confirm(
    ngx_http_smartstack_ctx_t *ctx);

/* passwords: set anew, and proved again */
ngx_int_t ngx_http_smartstack_auth_reset(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_change_password(
    ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_reauthenticate(
    ngx_http_smartstack_ctx_t *ctx);

/* sessions: how they go on and end */
ngx_int_t ngx_http_smartstack_auth_refresh(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_logout(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_logout_all(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_delete_me(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_auth_session(ngx_http_smartstack_ctx_t *ctx);

/* links: guests come in, members look at what they see */
ngx_int_t ngx_http_smartstack_links_open(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_links_preview(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_links_password(ngx_http_smartstack_ctx_t *ctx);

/* the SQL files that each of them uses; end empty */
extern ngx_str_t  ngx_http_smartstack_auth_register_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_verify_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_invited_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_login_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_magic_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_second_factor_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_totp_start_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_totp_confirm_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_reset_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_change_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_reauthenticate_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_refresh_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_logout_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_logout_all_sql[];
extern ngx_str_t  ngx_http_smartstack_auth_delete_me_sql[];
extern ngx_str_t  ngx_http_smartstack_links_open_sql[];
extern ngx_str_t  ngx_http_smartstack_links_preview_sql[];
extern ngx_str_t  ngx_http_smartstack_links_password_sql[];

/* oidc: signing in with a provider */
ngx_int_t ngx_http_smartstack_oidc_providers(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_oidc_start(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_oidc_link(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_oidc_callback(ngx_http_smartstack_ctx_t *ctx);

extern ngx_str_t  ngx_http_smartstack_oidc_start_sql[];
extern ngx_str_t  ngx_http_smartstack_oidc_link_sql[];
extern ngx_str_t  ngx_http_smartstack_oidc_callback_sql[];


#endif /* _NGX_HTTP_SMARTSTACK_API_H_INCLUDED_ */
