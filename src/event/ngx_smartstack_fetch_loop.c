
/*
 * libcurl's sockets and its one timer as events of nginx.  Nothing here ends
 * a transfer from within a callback of libcurl: what has ended is read after
 * each call into it.
 */


#include <ngx_smartstack_fetch_internal.h>


/* Connections in all, and those kept for the next call. */
#define NGX_SMARTSTACK_FETCH_CONNECTIONS  64L
#define NGX_SMARTSTACK_FETCH_KEPT         16L


static int ngx_smartstack_fetch_socket(CURL *easy, curl_socket_t s, int what,
    void *data, void *assigned);
static ngx_connection_t *ngx_smartstack_fetch_connection(
    ngx_smartstack_fetch_t *fetch, curl_socket_t s);
static void ngx_smartstack_fetch_interest(ngx_event_t *ev, ngx_int_t kind,
    ngx_uint_t wanted);
static int ngx_smartstack_fetch_arm(CURLM *multi, long ms, void *data);
static void ngx_smartstack_fetch_event(ngx_event_t *ev);
static void ngx_smartstack_fetch_timer(ngx_event_t *ev);
static void ngx_smartstack_fetch_action(ngx_smartstack_fetch_t *fetch,
    curl_socket_t s, int mask);


ngx_int_t
ngx_smartstack_fetch_loop(ngx_smartstack_fetch_t *fetch)
{
    fetch->timer.handler = ngx_smartstack_fetch_timer;
    fetch->timer.data = fetch;
    fetch->timer.log = fetch->log;
    fetch->timer.cancelable = 1;

    fetch->multi = curl_multi_init();
    if (fetch->multi == NULL) {
        return NGX_ERROR;
    }

    (void) curl_multi_setopt(fetch->multi, CURLMOPT_SOCKETFUNCTION,
                             ngx_smartstack_fetch_socket);
    (void) curl_multi_setopt(fetch->multi, CURLMOPT_SOCKETDATA, fetch);
    (void) curl_multi_setopt(fetch->multi, CURLMOPT_TIMERFUNCTION,
                             ngx_smartstack_fetch_arm);
    (void) curl_multi_setopt(fetch->multi, CURLMOPT_TIMERDATA, fetch);
    (void) curl_multi_setopt(fetch->multi, CURLMOPT_PIPELINING,
                             CURLPIPE_NOTHING);
    (void) curl_multi_setopt(fetch->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS,
                             NGX_SMARTSTACK_FETCH_CONNECTIONS);
    (void) curl_multi_setopt(fetch->multi, CURLMOPT_MAXCONNECTS,
                             NGX_SMARTSTACK_FETCH_KEPT);

    return NGX_OK;
}


/* An error returned here would end all transfers: the guard ends this one. */

static int
ngx_smartstack_fetch_socket(CURL *easy, curl_socket_t s, int what, void *data,
    void *assigned)
{
    ngx_connection_t        *c = assigned;
    ngx_smartstack_fetch_t  *fetch = data;

    if (what == CURL_POLL_REMOVE) {

        if (c != NULL) {
            ngx_smartstack_fetch_interest(c->read, NGX_READ_EVENT, 0);
            ngx_smartstack_fetch_interest(c->write, NGX_WRITE_EVENT, 0);

            if (c->read->posted) {
                ngx_delete_posted_event(c->read);
            }

            if (c->write->posted) {
                ngx_delete_posted_event(c->write);
            }

            ngx_free_connection(c);
            c->fd = (ngx_socket_t) -1;

            (void) curl_multi_assign(fetch->multi, s, NULL);
        }

        return 0;
    }

    if (c == NULL) {
        c = ngx_smartstack_fetch_connection(fetch, s);
        if (c == NULL) {
            return 0;
        }
    }

    ngx_smartstack_fetch_interest(c->read, NGX_READ_EVENT,
                                  what & CURL_POLL_IN);
    ngx_smartstack_fetch_interest(c->write, NGX_WRITE_EVENT,
                                  what & CURL_POLL_OUT);

    return 0;
}


static ngx_connection_t *
ngx_smartstack_fetch_connection(ngx_smartstack_fetch_t *fetch,
    curl_socket_t s)
{
    ngx_connection_t  *c;

    c = ngx_get_connection(s, fetch->log);
    if (c == NULL) {
        return NULL;
    }

    c->data = fetch;
    c->log = fetch->log;
    c->number = ngx_atomic_fetch_add(ngx_connection_counter, 1);

    c->read->handler = ngx_smartstack_fetch_event;
    c->read->log = fetch->log;
    c->write->handler = ngx_smartstack_fetch_event;
    c->write->log = fetch->log;

    (void) curl_multi_assign(fetch->multi, s, c);

    return c;
}


/* Level-triggered: libcurl does not read until there is nothing left. */

static void
ngx_smartstack_fetch_interest(ngx_event_t *ev, ngx_int_t kind,
    ngx_uint_t wanted)
{
    if (wanted && !ev->active) {
        (void) ngx_add_event(ev, kind, NGX_LEVEL_EVENT);

    } else if (!wanted && ev->active) {
        (void) ngx_del_event(ev, kind, 0);
    }
}


/* Never calls libcurl, which called it. */

static int
ngx_smartstack_fetch_arm(CURLM *multi, long ms, void *data)
{
    ngx_smartstack_fetch_t *fetch = data;

    if (fetch->timer.timer_set) {
        ngx_del_timer(&fetch->timer);
    }

    if (ms >= 0) {
        ngx_add_timer(&fetch->timer, (ngx_msec_t) ms);
    }

    return 0;
}


static void
ngx_smartstack_fetch_event(ngx_event_t *ev)
{
    int                mask;
    ngx_connection_t  *c;

    c = ev->data;

    mask = ev->write ? CURL_CSELECT_OUT : CURL_CSELECT_IN;

    if (c->close) {
        mask = CURL_CSELECT_ERR;
    }

    ngx_smartstack_fetch_action(c->data, c->fd, mask);
}


static void
ngx_smartstack_fetch_timer(ngx_event_t *ev)
{
    ngx_smartstack_fetch_action(ev->data, CURL_SOCKET_TIMEOUT, 0);
}


static void
ngx_smartstack_fetch_action(ngx_smartstack_fetch_t *fetch, curl_socket_t s,
    int mask)
{
    int                          n;
    char                        *transfer;
    CURLMsg                     *msg;

    (void) curl_multi_socket_action(fetch->multi, s, mask, &n);

    while ((msg = curl_multi_info_read(fetch->multi, &n)) != NULL) {

        if (msg->msg != CURLMSG_DONE) {
            continue;
        }

        transfer = NULL;
        (void) curl_easy_getinfo(msg->easy_handle, CURLINFO_PRIVATE,
                                 &transfer);

        ngx_smartstack_fetch_result((ngx_smartstack_transfer_t *) transfer,
                                    msg->data.result);
    }
}
