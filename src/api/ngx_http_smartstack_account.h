
/* What the handlers of accounts share. */


#ifndef _NGX_HTTP_SMARTSTACK_ACCOUNT_H_INCLUDED_
#define _NGX_HTTP_SMARTSTACK_ACCOUNT_H_INCLUDED_


#include <ngx_http_smartstack.h>


/* Of one request; what a handler does not need stays empty. */
typedef struct {
    ngx_str_t    email;             /* lower case */
    ngx_str_t    user;              /* ids, as text */
    ngx_str_t    workspace;
    ngx_str_t    session;
    ngx_str_t    registration;
    ngx_str_t    device;            /* bytea, or NULL */
    ngx_str_t    subject;           /* bytea: whose attempts are counted */
    ngx_str_t    totp;              /* sealed again, or NULL */
    ngx_str_t    remember_text;     /* "t" or "f" */
    ngx_uint_t   remember;
    ngx_uint_t   open;              /* the account may be signed in to */
} ngx_http_smartstack_account_t;


/* For an argument that may be NULL. */
#define ngx_http_smartstack_maybe(value)  ((value)->data ? (value) : NULL)


/*
 * Makes ctx->data: address and remember of the body, a new session's id, the
 * device's cookie.
 */
ngx_http_smartstack_account_t *ngx_http_smartstack_account(
    ngx_http_smartstack_ctx_t *ctx);

/* Whose attempts are counted, as a keyed hash: purpose and address or id. */
ngx_int_t ngx_http_smartstack_account_subject(ngx_http_smartstack_ctx_t *ctx,
    const char *purpose, ngx_str_t *whose);

/* A new UUID, as text. */
ngx_int_t ngx_http_smartstack_account_id(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *id);

/* The UUID of a column, as text. */
ngx_int_t ngx_http_smartstack_account_uuid(ngx_http_smartstack_ctx_t *ctx,
    PGresult *res, int column, ngx_str_t *id);

/* The int of a column. */
ngx_uint_t ngx_http_smartstack_account_int(PGresult *res, int column);

/* A text of the body, or empty. */
void ngx_http_smartstack_account_member(ngx_http_smartstack_ctx_t *ctx,
    const char *name, ngx_str_t *value);

/*
 * The password of the body is hashed, or held against phc, and wiped; then
 * next.  The second refuses, with its fault, one that is too long or common.
 */
ngx_int_t ngx_http_smartstack_account_verify(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *phc, ngx_str_t *pepper, ngx_http_smartstack_hash_pt next);
ngx_int_t ngx_http_smartstack_account_hash(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *email, ngx_http_smartstack_hash_pt next);

/* The second, after a statement whose one column is the person's address. */
ngx_int_t ngx_http_smartstack_account_hash_of(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch, ngx_http_smartstack_hash_pt next);

/* What the end of a hash means, but for NGX_OK and NGX_DECLINED. */
ngx_int_t ngx_http_smartstack_account_hash_problem(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_hash_t *hash);

/* 429: too many attempts; wait, in seconds. */
ngx_int_t ngx_http_smartstack_account_throttled(
    ngx_http_smartstack_ctx_t *ctx, ngx_uint_t wait);

/* {"data": text, "meta": {}} */
ngx_int_t ngx_http_smartstack_account_reply(ngx_http_smartstack_ctx_t *ctx,
    const u_char *text, size_t len);

/* After a statement that says all by not failing: success without a body. */
ngx_int_t ngx_http_smartstack_account_done(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch);


#endif /* _NGX_HTTP_SMARTSTACK_ACCOUNT_H_INCLUDED_ */
