
/* One person on the way through a provider; private to api/oidc. */


#ifndef _NGX_HTTP_SMARTSTACK_OIDC_H_INCLUDED_
#define _NGX_HTTP_SMARTSTACK_OIDC_H_INCLUDED_


#include <ngx_http_smartstack_account.h>


#define NGX_HTTP_SMARTSTACK_OIDC_SECRET  43     /* 32 bytes as base64url */


typedef struct {
    ngx_http_smartstack_account_t    account;   /* first: of the sign-in */
    ngx_smartstack_provider_t       *provider;
    ngx_str_t                        redirect;  /* where people come back */
    ngx_str_t                        return_to;

    /* secrets of this one time */
    ngx_str_t                        browser;
    ngx_str_t                        state;
    ngx_str_t                        nonce;
    ngx_str_t                        verifier;

    /* who adds the provider to an account; else empty */
    ngx_str_t                        linking_user;
    ngx_str_t                        linking_session;

    ngx_str_t                        id_token;
    ngx_smartstack_id_token_t        claims;
    unsigned                         refreshed:1;
} ngx_http_smartstack_oidc_t;


/* Makes ctx->data; NGX_DECLINED with 404: no such provider. */
ngx_int_t ngx_http_smartstack_oidc_begin(ngx_http_smartstack_ctx_t *ctx,
    ngx_http_smartstack_oidc_t **oidc);

/* 400: what came back cannot be believed. */
ngx_int_t ngx_http_smartstack_oidc_refuse(ngx_http_smartstack_ctx_t *ctx,
    const char *why);

/* The browser's part of it, kept or (max_age 0) forgotten. */
ngx_int_t ngx_http_smartstack_oidc_cookie(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *value, time_t max_age);

/* Appends name and the value, escaped; wipes what it needed for that. */
void ngx_http_smartstack_oidc_parameter(ngx_smartstack_text_t *out,
    const char *name, ngx_str_t *value);

/* Claims are believed: an account is opened, made, or gets the provider. */
ngx_int_t ngx_http_smartstack_oidc_enter(ngx_http_smartstack_ctx_t *ctx);


extern ngx_str_t  ngx_http_smartstack_oidc_browser;


#endif /* _NGX_HTTP_SMARTSTACK_OIDC_H_INCLUDED_ */
