
/*
 * Names, by nginx's resolver.  libcurl is given the addresses: its own
 * resolver is a thread that it waits for whenever a transfer is given up.
 */


#include <ngx_smartstack_fetch_internal.h>


#define NGX_SMARTSTACK_FETCH_ADDRESSES  8


static ngx_uint_t ngx_smartstack_fetch_literal(
    ngx_smartstack_transfer_t *transfer);
static void ngx_smartstack_fetch_resolved(ngx_resolver_ctx_t *ctx);
static ngx_int_t ngx_smartstack_fetch_addresses(
    ngx_smartstack_transfer_t *transfer, ngx_resolver_ctx_t *ctx);


void
ngx_smartstack_fetch_resolve(ngx_smartstack_transfer_t *transfer)
{
    ngx_resolver_ctx_t      *ctx;
    ngx_smartstack_fetch_t  *fetch;

    fetch = transfer->fetch;

    if (ngx_smartstack_fetch_literal(transfer)) {
        ngx_smartstack_fetch_run(transfer);
        return;
    }

    ctx = fetch->resolver ? ngx_resolve_start(fetch->resolver, NULL) : NULL;

    if (ctx == NULL || ctx == NGX_NO_RESOLVER) {
        ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_FAILED,
                                 "there is no resolver");
        return;
    }

    ctx->name = transfer->peer->conf->host;
    ctx->handler = ngx_smartstack_fetch_resolved;
    ctx->data = transfer;
    ctx->timeout = fetch->resolver_timeout;
    ctx->cancelable = 1;

    transfer->state = NGX_SMARTSTACK_FETCH_RESOLVING;
    transfer->resolving = ctx;

    if (ngx_resolve_name(ctx) != NGX_OK) {
        transfer->resolving = NULL;
        ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_FAILED,
                                 "the host cannot be resolved");
    }
}


/* An address needs no resolver; the socket's callback judges it. */

static ngx_uint_t
ngx_smartstack_fetch_literal(ngx_smartstack_transfer_t *transfer)
{
    u_char      address[16];
    ngx_str_t  *host;

    host = &transfer->peer->conf->host;

    return ngx_inet_addr(host->data, host->len) != INADDR_NONE
           || (host->data[0] == '['
               && ngx_inet6_addr(host->data + 1, host->len - 2, address)
                  == NGX_OK);
}


static void
ngx_smartstack_fetch_resolved(ngx_resolver_ctx_t *ctx)
{
    ngx_int_t                   rc;
    const char                 *error;
    ngx_smartstack_transfer_t  *transfer;

    transfer = ctx->data;
    error = NULL;
    rc = NGX_OK;

    if (ctx->state) {
        error = ngx_resolver_strerror(ctx->state);

    } else {
        rc = ngx_smartstack_fetch_addresses(transfer, ctx);
    }

    ngx_resolve_name_done(ctx);
    transfer->resolving = NULL;

    if (error) {
        ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_FAILED,
                                 error);

    } else if (rc == NGX_DECLINED) {
        ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_FORBIDDEN,
                                 "the host is in a private network");

    } else if (rc != NGX_OK) {
        ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_FAILED,
                                 "no memory");

    } else {
        ngx_smartstack_fetch_run(transfer);
    }
}


/* "+HOST:PORT:ADDRESS,..." of those that are allowed */

static ngx_int_t
ngx_smartstack_fetch_addresses(ngx_smartstack_transfer_t *transfer,
    ngx_resolver_ctx_t *ctx)
{
    u_char                   *p, *start;
    ngx_uint_t                i, n;
    struct sockaddr          *sa;
    ngx_smartstack_egress_t  *conf;

    conf = transfer->peer->conf;

    start = ngx_pnalloc(transfer->op.pool,
                        conf->host.len + sizeof("+:65535:")
                        + NGX_SMARTSTACK_FETCH_ADDRESSES
                          * (NGX_INET6_ADDRSTRLEN + sizeof("[],")));
    if (start == NULL) {
        return NGX_ERROR;
    }

    p = ngx_sprintf(start, "+%V:%ui:", &conf->host, (ngx_uint_t) conf->port);
    n = 0;

    for (i = 0; i < ctx->naddrs && n < NGX_SMARTSTACK_FETCH_ADDRESSES; i++) {
        sa = ctx->addrs[i].sockaddr;

        if (!ngx_smartstack_fetch_allowed(transfer->peer, sa)) {
            continue;
        }

        if (n++) {
            *p++ = ',';
        }

        if (sa->sa_family == AF_INET6) {
            *p++ = '[';
        }

        p += ngx_sock_ntop(sa, ctx->addrs[i].socklen, p, NGX_INET6_ADDRSTRLEN,
                           0);

        if (sa->sa_family == AF_INET6) {
            *p++ = ']';
        }
    }

    if (n == 0) {
        return NGX_DECLINED;
    }

    *p = '\0';

    transfer->resolve = curl_slist_append(NULL, (char *) start);

    return transfer->resolve ? NGX_OK : NGX_ERROR;
}
