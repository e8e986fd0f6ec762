
/* A new password, by mail or with a recent proof; and the proof itself. */


#include <ngx_http_smartstack_api.h>
#include <ngx_http_smartstack_signin.h>


static ngx_int_t ngx_http_smartstack_reset_found(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_reset_hashed(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_hash_t *hash);
static ngx_int_t ngx_http_smartstack_change_allowed(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_change_hashed(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_hash_t *hash);
static ngx_int_t ngx_http_smartstack_own_found(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_own_verified(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_hash_t *hash);
static ngx_int_t ngx_http_smartstack_own_refused(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);


ngx_str_t  ngx_http_smartstack_auth_reset_sql[] = {
    ngx_string("auth/find_reset"),
    ngx_string("auth/reset_password"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_auth_change_sql[] = {
    ngx_string("auth/may_change_password"),
    ngx_string("auth/change_password"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_auth_reauthenticate_sql[] = {
    ngx_string("auth/find_own_password"),
    ngx_string("auth/prove_session"),
    ngx_string("auth/refuse_login"),
    ngx_null_string
};


/* The token is looked at before the work of a hash, and used up after it. */

ngx_int_t
ngx_http_smartstack_auth_reset(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                  token;
    ngx_http_smartstack_arg_t  args[] = { { "token", &token },
                                          { NULL, NULL } };

    if (ngx_http_smartstack_account(ctx) == NULL) {
        return NGX_ERROR;
    }

    ngx_http_smartstack_account_member(ctx, "token", &token);

    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/find_reset",
                                           args, 0,
                                           ngx_http_smartstack_reset_found);
}


static ngx_int_t
ngx_http_smartstack_reset_found(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    return ngx_http_smartstack_account_hash_of(ctx, batch,
                                            ngx_http_smartstack_reset_hashed);
}


static ngx_int_t
ngx_http_smartstack_reset_hashed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_hash_t *hash)
{
    ngx_str_t                  token;
    ngx_http_smartstack_arg_t  args[] = { { "token", &token },
                                          { "password_hash", &hash->phc },
                                          { "pepper_id", &hash->pepper_id },
                                          { NULL, NULL } };

    if (hash->rc != NGX_OK) {
        return ngx_http_smartstack_account_hash_problem(ctx, hash);
    }

    ngx_http_smartstack_account_member(ctx, "token", &token);

    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/reset_password",
                                           args, 1,
                                           ngx_http_smartstack_account_done);
}


ngx_int_t
ngx_http_smartstack_auth_change_password(ngx_http_smartstack_ctx_t *ctx)
{
    if (ngx_http_smartstack_account(ctx) == NULL) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_begin_query(ctx, "auth",
                                           "auth/may_change_password", NULL,
                                           0,
                                           ngx_http_smartstack_change_allowed);
}


static ngx_int_t
ngx_http_smartstack_change_allowed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    return ngx_http_smartstack_account_hash_of(ctx, batch,
                                           ngx_http_smartstack_change_hashed);
}


static ngx_int_t
ngx_http_smartstack_change_hashed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_hash_t *hash)
{
    ngx_http_smartstack_arg_t  args[] = { { "password_hash", &hash->phc },
                                          { "pepper_id", &hash->pepper_id },
                                          { NULL, NULL } };

    if (hash->rc != NGX_OK) {
        return ngx_http_smartstack_account_hash_problem(ctx, hash);
    }

    return ngx_http_smartstack_begin_query(ctx, "auth",
                                           "auth/change_password", args, 1,
                                           ngx_http_smartstack_account_done);
}


ngx_int_t
ngx_http_smartstack_auth_reauthenticate(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_http_smartstack_arg_t       args[] = { { "subject", NULL },
                                               { NULL, NULL } };
    ngx_http_smartstack_account_t  *account;

    account = ngx_http_smartstack_account(ctx);
    if (account == NULL) {
        return NGX_ERROR;
    }

    account->user.data = ctx->claims.user;
    account->user.len = NGX_SMARTSTACK_UUID_LEN;

    if (ngx_http_smartstack_account_subject(ctx, "reauthenticate",
                                            &account->user)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    args[0].value = &account->subject;

    return ngx_http_smartstack_begin_query(ctx, "auth",
                                           "auth/find_own_password", args, 1,
                                           ngx_http_smartstack_own_found);
}


/* Columns: password_hash text, pepper_id text, retry_after int4 */

static ngx_int_t
ngx_http_smartstack_own_found(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    PGresult    *res;
    ngx_str_t    phc, pepper;
    ngx_uint_t   wait;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) != 1) {
        return NGX_ERROR;
    }

    wait = ngx_http_smartstack_account_int(res, 2);

    if (wait) {
        return ngx_http_smartstack_account_throttled(ctx, wait);
    }

    phc.data = (u_char *) PQgetvalue(res, 0, 0);
    phc.len = PQgetlength(res, 0, 0);
    pepper.data = (u_char *) PQgetvalue(res, 0, 1);
    pepper.len = PQgetlength(res, 0, 1);

    return ngx_http_smartstack_account_verify(ctx, &phc, &pepper,
                                           ngx_http_smartstack_own_verified);
}


static ngx_int_t
ngx_http_smartstack_own_verified(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_hash_t *hash)
{
    ngx_http_smartstack_account_t  *account = ctx->data;

    ngx_http_smartstack_arg_t  args[] = { { "subject", &account->subject },
                                          { NULL, NULL } };

    if (hash->rc == NGX_OK) {
        return ngx_http_smartstack_begin_query(ctx, "auth",
                                          "auth/prove_session", args, 1,
                                          ngx_http_smartstack_account_done);
    }

    if (hash->rc != NGX_DECLINED) {
        return ngx_http_smartstack_account_hash_problem(ctx, hash);
    }

    return ngx_http_smartstack_signin_refuse(ctx, "reauthenticate",
                                             ngx_http_smartstack_own_refused);
}


static ngx_int_t
ngx_http_smartstack_own_refused(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    static ngx_str_t  pointer = ngx_string("/password");

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    (void) ngx_http_smartstack_problem(ctx, 422, "wrong_password",
                                       "This is not your password.");

    return ngx_http_smartstack_fault(ctx, 422, &pointer, "wrong_password",
                                     "This is not your password.");
}
