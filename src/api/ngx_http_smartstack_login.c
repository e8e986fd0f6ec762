
/*
 * Signing in with a password: what it is held against and whether it may be
 * tried, a hash in the thread pool, the session.  Every address goes the same
 * way, so that neither answer nor time tells who has an account.
 */


#include <ngx_http_smartstack_api.h>
#include <ngx_http_smartstack_signin.h>


static ngx_int_t ngx_http_smartstack_login_found(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_login_verified(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_hash_t *hash);
static ngx_int_t ngx_http_smartstack_login_refused(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_login_done(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_redeemed(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);


ngx_str_t  ngx_http_smartstack_auth_login_sql[] = {
    ngx_string("auth/find_login"),
    ngx_string("auth/sign_in"),
    ngx_string("auth/refuse_login"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_auth_magic_sql[] = {
    ngx_string("auth/redeem_magic_link"),
    ngx_null_string
};


ngx_int_t
ngx_http_smartstack_auth_login(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_http_smartstack_arg_t       args[] = { { "email", NULL },
                                               { "subject", NULL },
                                               { "device", NULL },
                                               { NULL, NULL } };
    ngx_http_smartstack_account_t  *account;

    account = ngx_http_smartstack_account(ctx);

    if (account == NULL
        || ngx_http_smartstack_account_subject(ctx, "login", &account->email)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    args[0].value = &account->email;
    args[1].value = &account->subject;
    args[2].value = ngx_http_smartstack_maybe(&account->device);

    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/find_login",
                                           args, 1,
                                           ngx_http_smartstack_login_found);
}


/*
 * Columns: user_id uuid, password_hash text, pepper_id text, state text,
 * retry_after int4; null but for the last for an unknown address.
 */

static ngx_int_t
ngx_http_smartstack_login_found(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    PGresult                       *res;
    ngx_str_t                       phc, pepper, *id;
    ngx_uint_t                      wait;
    ngx_http_smartstack_account_t  *account = ctx->data;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) != 1) {
        return NGX_ERROR;
    }

    wait = ngx_http_smartstack_account_int(res, 4);

    if (wait) {
        return ngx_http_smartstack_account_throttled(ctx, wait);
    }

    id = ngx_strcmp(PQgetvalue(res, 0, 3), "unverified") == 0
         ? &account->registration : &account->user;

    if (ngx_http_smartstack_account_uuid(ctx, res, 0, id) != NGX_OK) {
        return NGX_ERROR;
    }

    account->open = ngx_strcmp(PQgetvalue(res, 0, 3), "open") == 0;

    phc.data = (u_char *) PQgetvalue(res, 0, 1);
    phc.len = PQgetlength(res, 0, 1);
    pepper.data = (u_char *) PQgetvalue(res, 0, 2);
    pepper.len = PQgetlength(res, 0, 2);

    /* An unknown account is verified too: the time tells nothing. */

    return ngx_http_smartstack_account_verify(ctx, &phc, &pepper,
                                         ngx_http_smartstack_login_verified);
}


static ngx_int_t
ngx_http_smartstack_login_verified(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_hash_t *hash)
{
    ngx_http_smartstack_account_t  *account = ctx->data;

    ngx_http_smartstack_arg_t  args[] = {
        { "user_id", &account->user },
        { "session_id", &account->session },
        { "remember", &account->remember_text },
        { "device", ngx_http_smartstack_maybe(&account->device) },
        { "subject", &account->subject },
        { "new_hash", hash->rehashed ? &hash->phc : NULL },
        { "new_pepper", hash->rehashed ? &hash->pepper_id : NULL },
        { NULL, NULL }
    };

    if (hash->rc == NGX_OK && account->open) {
        return ngx_http_smartstack_begin_query(ctx, "auth", "auth/sign_in",
                                               args, 1,
                                               ngx_http_smartstack_login_done);
    }

    if (hash->rc != NGX_OK && hash->rc != NGX_DECLINED) {
        return ngx_http_smartstack_account_hash_problem(ctx, hash);
    }

    if (hash->rc == NGX_DECLINED) {
        ngx_str_null(&account->registration);
    }

    return ngx_http_smartstack_signin_refuse(ctx, "password",
                                          ngx_http_smartstack_login_refused);
}


static ngx_int_t
ngx_http_smartstack_login_refused(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                     "invalid_credentials",
                     "The address or the password is wrong.");
}


static ngx_int_t
ngx_http_smartstack_login_done(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    return ngx_http_smartstack_signin_reply(ctx, batch->queries[1].result);
}


/* Signing in with a mailed token. */

ngx_int_t
ngx_http_smartstack_auth_magic(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                       token;
    ngx_http_smartstack_arg_t       args[] = { { "token", &token },
                                               { "session_id", NULL },
                                               { "remember", NULL },
                                               { "device", NULL },
                                               { NULL, NULL } };
    ngx_http_smartstack_account_t  *account;

    account = ngx_http_smartstack_account(ctx);
    if (account == NULL) {
        return NGX_ERROR;
    }

    ngx_http_smartstack_account_member(ctx, "token", &token);

    args[1].value = &account->session;
    args[2].value = &account->remember_text;
    args[3].value = ngx_http_smartstack_maybe(&account->device);

    return ngx_http_smartstack_begin_query(ctx, "auth",
                                           "auth/redeem_magic_link", args, 1,
                                           ngx_http_smartstack_redeemed);
}


static ngx_int_t
ngx_http_smartstack_redeemed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    ngx_http_smartstack_account_t  *account = ctx->data;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    if (ngx_http_smartstack_account_uuid(ctx, batch->queries[1].result, 2,
                                         &account->user)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_signin_reply(ctx, batch->queries[1].result);
}
