
/* Destinations: which are allowed, how many calls at once, and the breaker. */


#include <ngx_smartstack_fetch_internal.h>
#include <ngx_smartstack_address.h>


/* Calls that may wait for one destination. */
#define NGX_SMARTSTACK_FETCH_QUEUE  256


static ngx_int_t ngx_smartstack_fetch_same(ngx_smartstack_egress_t *egress,
    CURLU *parsed);
static ngx_uint_t ngx_smartstack_fetch_secure(
    ngx_smartstack_egress_t *egress, const char *scheme);


/*
 * Parsed by libcurl itself, so that it cannot mean another host than we do.
 * smtp:// is as good as TLS here: the transfer insists on STARTTLS.
 */

ngx_smartstack_egress_t *
ngx_smartstack_fetch_egress(ngx_array_t *egress, const char *url)
{
    CURLU                    *parsed;
    ngx_uint_t                i;
    ngx_smartstack_egress_t  *entry, *found;

    if (egress == NULL) {
        return NULL;
    }

    parsed = curl_url();
    if (parsed == NULL) {
        return NULL;
    }

    found = NULL;

    if (curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK) {
        entry = egress->elts;

        for (i = 0; i < egress->nelts && found == NULL; i++) {
            if (ngx_smartstack_fetch_same(&entry[i], parsed) == NGX_OK) {
                found = &entry[i];
            }
        }
    }

    curl_url_cleanup(parsed);

    return found;
}


static ngx_int_t
ngx_smartstack_fetch_same(ngx_smartstack_egress_t *egress, CURLU *parsed)
{
    char       *scheme, *host, *port;
    ngx_int_t   rc;

    scheme = NULL;
    host = NULL;
    port = NULL;
    rc = NGX_DECLINED;

    if (curl_url_get(parsed, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK
        && curl_url_get(parsed, CURLUPART_HOST, &host, 0) == CURLUE_OK
        && curl_url_get(parsed, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT)
           == CURLUE_OK
        && ngx_strcasecmp((u_char *) host, egress->host.data) == 0
        && ngx_atoi((u_char *) port, ngx_strlen(port)) == egress->port
        && ngx_smartstack_fetch_secure(egress, scheme))
    {
        rc = NGX_OK;
    }

    curl_free(scheme);
    curl_free(host);
    curl_free(port);

    return rc;
}


static ngx_uint_t
ngx_smartstack_fetch_secure(ngx_smartstack_egress_t *egress,
    const char *scheme)
{
    if (ngx_strcmp(scheme, "https") == 0 || ngx_strcmp(scheme, "smtps") == 0
        || ngx_strcmp(scheme, "smtp") == 0)
    {
        return 1;
    }

    return egress->plain && ngx_strcmp(scheme, "http") == 0;
}


ngx_smartstack_peer_t *
ngx_smartstack_fetch_peer(ngx_smartstack_fetch_t *fetch,
    ngx_smartstack_egress_t *egress)
{
    ngx_uint_t  i;

    for (i = 0; i < fetch->npeers; i++) {
        if (fetch->peers[i].conf == egress) {
            return &fetch->peers[i];
        }
    }

    return NULL;
}


/* A name may lead anywhere: what it has led to is what counts. */

ngx_uint_t
ngx_smartstack_fetch_allowed(ngx_smartstack_peer_t *peer,
    struct sockaddr *sa)
{
    return peer->conf->private || ngx_smartstack_address_public(sa);
}


/*
 * NGX_OK: it may start; NGX_AGAIN: it waits for its turn; NGX_BUSY: too many
 * do; NGX_DECLINED: the breaker is open.
 */

ngx_int_t
ngx_smartstack_fetch_admit(ngx_smartstack_peer_t *peer,
    ngx_smartstack_transfer_t *transfer)
{
    if (peer->open) {

        if (peer->probing
            || ngx_current_msec - peer->opened < peer->conf->pause)
        {
            return NGX_DECLINED;
        }
    }

    if (peer->nwaiting == NGX_SMARTSTACK_FETCH_QUEUE) {
        return NGX_BUSY;
    }

    transfer->probe = peer->open;
    peer->probing = peer->open;

    if (peer->active < peer->conf->connections) {
        peer->active++;
        return NGX_OK;
    }

    ngx_queue_insert_tail(&peer->waiting, &transfer->queue);
    peer->nwaiting++;

    return NGX_AGAIN;
}


/* One has ended that was started: how, and who is next. */

ngx_smartstack_transfer_t *
ngx_smartstack_fetch_leave(ngx_smartstack_peer_t *peer,
    ngx_smartstack_transfer_t *transfer, ngx_log_t *log)
{
    ngx_queue_t  *q;

    peer->active--;

    if (transfer->fault == NGX_SMARTSTACK_FETCH_SOUND) {

        if (peer->open) {
            ngx_log_error(NGX_LOG_NOTICE, log, 0, "\"%V:%ui\" answers again",
                          &peer->conf->host, (ngx_uint_t) peer->conf->port);
        }

        peer->open = 0;
        peer->failures = 0;

    } else if (transfer->fault == NGX_SMARTSTACK_FETCH_FAULTY
               && ++peer->failures >= peer->conf->failures)
    {
        if (!peer->open) {
            ngx_log_error(NGX_LOG_ERR, log, 0,
                          "\"%V:%ui\" is not called for %M ms: %s",
                          &peer->conf->host, (ngx_uint_t) peer->conf->port,
                          peer->conf->pause, transfer->error);
            ngx_smartstack_count(NGX_SMARTSTACK_C_FETCH_OPENED);
        }

        peer->open = 1;
        peer->opened = ngx_current_msec;
    }

    if (ngx_queue_empty(&peer->waiting)) {
        return NULL;
    }

    q = ngx_queue_head(&peer->waiting);
    ngx_queue_remove(q);

    peer->nwaiting--;
    peer->active++;

    return ngx_queue_data(q, ngx_smartstack_transfer_t, queue);
}
