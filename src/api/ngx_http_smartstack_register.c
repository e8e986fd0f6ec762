
/*
 * New accounts: asked for, then made when the address is proven; or made by
 * an invitation, whose token proves it.
 */


#include <ngx_http_smartstack_api.h>
#include <ngx_http_smartstack_session.h>
#include <ngx_http_smartstack_signin.h>


static ngx_int_t ngx_http_smartstack_register_hashed(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_hash_t *hash);
static ngx_int_t ngx_http_smartstack_verified(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_invited_found(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_invited_hashed(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_hash_t *hash);


ngx_str_t  ngx_http_smartstack_auth_register_sql[] = {
    ngx_string("auth/register"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_auth_verify_sql[] = {
    ngx_string("auth/verify_email"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_auth_invited_sql[] = {
    ngx_string("auth/find_invited"),
    ngx_string("auth/register_invited"),
    ngx_null_string
};


ngx_int_t
ngx_http_smartstack_auth_register(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                       cookie;
    ngx_http_smartstack_account_t  *account;

    account = ngx_http_smartstack_account(ctx);

    if (account == NULL
        || ngx_http_smartstack_session_make_device(ctx, &account->device,
                                                   &cookie)
           != NGX_OK
        || ngx_http_smartstack_session_set_device(ctx, &cookie) != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_account_hash(ctx, &account->email,
                                         ngx_http_smartstack_register_hashed);
}


static ngx_int_t
ngx_http_smartstack_register_hashed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_hash_t *hash)
{
    ngx_str_t                       name, workspace;
    ngx_http_smartstack_account_t  *account = ctx->data;

    ngx_http_smartstack_arg_t  args[] = {
        { "email", &account->email },
        { "name", &name },
        { "workspace_name", NULL },
        { "password_hash", &hash->phc },
        { "pepper_id", &hash->pepper_id },
        { "device", &account->device },
        { NULL, NULL }
    };

    if (hash->rc != NGX_OK) {
        return ngx_http_smartstack_account_hash_problem(ctx, hash);
    }

    ngx_http_smartstack_account_member(ctx, "name", &name);
    ngx_http_smartstack_account_member(ctx, "workspace_name", &workspace);

    args[2].value = ngx_http_smartstack_maybe(&workspace);

    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/register", args,
                                           1,
                                           ngx_http_smartstack_account_done);
}


ngx_int_t
ngx_http_smartstack_auth_verify(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                       token;
    ngx_http_smartstack_arg_t       args[] = { { "token", &token },
                                               { "user_id", NULL },
                                               { "workspace_id", NULL },
                                               { "session_id", NULL },
                                               { "device", NULL },
                                               { NULL, NULL } };
    ngx_http_smartstack_account_t  *account;

    account = ngx_http_smartstack_account(ctx);

    if (account == NULL
        || ngx_http_smartstack_account_id(ctx, &account->user) != NGX_OK
        || ngx_http_smartstack_account_id(ctx, &account->workspace) != NGX_OK)
    {
        return NGX_ERROR;
    }

    ngx_http_smartstack_account_member(ctx, "token", &token);

    args[1].value = &account->user;
    args[2].value = &account->workspace;
    args[3].value = &account->session;
    args[4].value = ngx_http_smartstack_maybe(&account->device);

    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/verify_email",
                                           args, 1,
                                           ngx_http_smartstack_verified);
}


/* No user: another browser registered, so this one has to sign in. */

static ngx_int_t
ngx_http_smartstack_verified(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    PGresult  *res;

    static ngx_str_t  elsewhere = ngx_string("{\"sign_in_required\":true}");

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) == 1 && PQgetisnull(res, 0, 0)) {
        return ngx_http_smartstack_account_reply(ctx, elsewhere.data,
                                                 elsewhere.len);
    }

    return ngx_http_smartstack_signin_reply(ctx, res);
}


/* An invitation is looked at before the work of a hash. */

ngx_int_t
ngx_http_smartstack_auth_invited(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                  token;
    ngx_http_smartstack_arg_t  args[] = { { "token", &token },
                                          { NULL, NULL } };

    if (ngx_http_smartstack_account(ctx) == NULL) {
        return NGX_ERROR;
    }

    ngx_http_smartstack_account_member(ctx, "token", &token);

    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/find_invited",
                                           args, 0,
                                           ngx_http_smartstack_invited_found);
}


static ngx_int_t
ngx_http_smartstack_invited_found(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    return ngx_http_smartstack_account_hash_of(ctx, batch,
                                          ngx_http_smartstack_invited_hashed);
}


static ngx_int_t
ngx_http_smartstack_invited_hashed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_hash_t *hash)
{
    ngx_str_t                       token, name;
    ngx_http_smartstack_account_t  *account = ctx->data;

    ngx_http_smartstack_arg_t  args[] = {
        { "user_id", &account->user },
        { "session_id", &account->session },
        { "token", &token },
        { "name", &name },
        { "password_hash", &hash->phc },
        { "pepper_id", &hash->pepper_id },
        { "remember", &account->remember_text },
        { "device", ngx_http_smartstack_maybe(&account->device) },
        { NULL, NULL }
    };

    if (hash->rc != NGX_OK) {
        return ngx_http_smartstack_account_hash_problem(ctx, hash);
    }

    if (ngx_http_smartstack_account_id(ctx, &account->user) != NGX_OK) {
        return NGX_ERROR;
    }

    ngx_http_smartstack_account_member(ctx, "token", &token);
    ngx_http_smartstack_account_member(ctx, "name", &name);

    return ngx_http_smartstack_begin_query(ctx, "auth",
                                           "auth/register_invited", args, 1,
                                           ngx_http_smartstack_verified);
}
