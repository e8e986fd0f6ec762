
/* One transfer as libcurl sees it: what it may do, and how it went. */


#include <ngx_smartstack_fetch_internal.h>


#define NGX_SMARTSTACK_FETCH_CONNECT  5000L     /* ms */
#define NGX_SMARTSTACK_FETCH_HEAD     65536     /* bytes of headers */


static ngx_int_t ngx_smartstack_fetch_basics(
    ngx_smartstack_transfer_t *transfer, const char *url);
static ngx_int_t ngx_smartstack_fetch_tls(
    ngx_smartstack_transfer_t *transfer);
static curl_socket_t ngx_smartstack_fetch_open(void *data,
    curlsocktype purpose, struct curl_sockaddr *address);
static size_t ngx_smartstack_fetch_write(char *p, size_t size, size_t n,
    void *data);
static size_t ngx_smartstack_fetch_head(char *p, size_t size, size_t n,
    void *data);
static size_t ngx_smartstack_fetch_read(char *p, size_t size, size_t n,
    void *data);
static int ngx_smartstack_fetch_said(CURL *easy, curl_infotype type, char *p,
    size_t len, void *data);


#define ngx_smartstack_fetch_set(transfer, option, value)                     \
    (curl_easy_setopt((transfer)->easy, option, value) == CURLE_OK)


ngx_int_t
ngx_smartstack_fetch_easy(ngx_smartstack_transfer_t *transfer,
    const char *url)
{
    if (ngx_smartstack_fetch_basics(transfer, url) != NGX_OK
        || ngx_smartstack_fetch_tls(transfer) != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_smartstack_fetch_set(transfer, CURLOPT_OPENSOCKETFUNCTION,
                                    ngx_smartstack_fetch_open)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_OPENSOCKETDATA,
                                       transfer)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_WRITEFUNCTION,
                                       ngx_smartstack_fetch_write)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_WRITEDATA, transfer)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_HEADERFUNCTION,
                                       ngx_smartstack_fetch_head)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_HEADERDATA, transfer)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_PRIVATE, transfer)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_ERRORBUFFER,
                                       transfer->message)
           ? NGX_OK : NGX_ERROR;
}


/*
 * No redirects, no proxy of the environment, no signals, HTTP/1.1: over
 * HTTP/2 libcurl buffers megabytes that nobody asked for.
 */

static ngx_int_t
ngx_smartstack_fetch_basics(ngx_smartstack_transfer_t *transfer,
    const char *url)
{
    return ngx_smartstack_fetch_set(transfer, CURLOPT_URL, url)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_PROTOCOLS_STR,
                                       "http,https,smtp,smtps")
           && ngx_smartstack_fetch_set(transfer, CURLOPT_FOLLOWLOCATION, 0L)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_PROXY, "")
           && ngx_smartstack_fetch_set(transfer, CURLOPT_NOSIGNAL, 1L)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_PATH_AS_IS, 1L)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_HTTP_VERSION,
                                       (long) CURL_HTTP_VERSION_1_1)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_USERAGENT,
                                       "SmartStack")
           && ngx_smartstack_fetch_set(transfer, CURLOPT_CONNECTTIMEOUT_MS,
                                       NGX_SMARTSTACK_FETCH_CONNECT)
           ? NGX_OK : NGX_ERROR;
}


static ngx_int_t
ngx_smartstack_fetch_tls(ngx_smartstack_transfer_t *transfer)
{
    long                      wanted;
    ngx_smartstack_egress_t  *conf;

    conf = transfer->peer ? transfer->peer->conf : NULL;
    wanted = (conf && conf->plain) ? CURLUSESSL_NONE : CURLUSESSL_ALL;

    if (conf && conf->ca.len
        && !ngx_smartstack_fetch_set(transfer, CURLOPT_CAINFO, conf->ca.data))
    {
        return NGX_ERROR;
    }

    return ngx_smartstack_fetch_set(transfer, CURLOPT_USE_SSL, wanted)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_SSL_VERIFYPEER, 1L)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_SSL_VERIFYHOST, 2L)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_SSLVERSION,
                                       (long) CURL_SSLVERSION_TLSv1_2)
           ? NGX_OK : NGX_ERROR;
}


/* What only mails need; a connection for each of them, as threads have it. */

ngx_int_t
ngx_smartstack_fetch_upload(ngx_smartstack_transfer_t *transfer)
{
    return ngx_smartstack_fetch_set(transfer, CURLOPT_UPLOAD, 1L)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_READFUNCTION,
                                       ngx_smartstack_fetch_read)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_READDATA, transfer)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_DEBUGFUNCTION,
                                       ngx_smartstack_fetch_said)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_DEBUGDATA, transfer)
           && ngx_smartstack_fetch_set(transfer, CURLOPT_VERBOSE, 1L)
           ? NGX_OK : NGX_ERROR;
}


/* The last wall: whatever led here, this is where it goes. */

static curl_socket_t
ngx_smartstack_fetch_open(void *data, curlsocktype purpose,
    struct curl_sockaddr *address)
{
    ngx_smartstack_transfer_t *transfer = data;

    if (!ngx_smartstack_fetch_allowed(transfer->peer, &address->addr)) {
        transfer->forbidden = 1;
        return CURL_SOCKET_BAD;
    }

    return socket(address->family,
                  address->socktype|SOCK_NONBLOCK|SOCK_CLOEXEC,
                  address->protocol);
}


static size_t
ngx_smartstack_fetch_write(char *p, size_t size, size_t n, void *data)
{
    ngx_smartstack_transfer_t *transfer = data;

    ngx_smartstack_text_add(&transfer->body, (u_char *) p, size * n);

    return transfer->body.failed ? 0 : size * n;
}


/* HTTP: only how much there is; SMTP: what the server says, line by line. */

static size_t
ngx_smartstack_fetch_head(char *p, size_t size, size_t n, void *data)
{
    ngx_smartstack_transfer_t *transfer = data;

    size_t  len;

    len = size * n;
    transfer->head += len;

    if (transfer->head > NGX_SMARTSTACK_FETCH_HEAD) {
        transfer->body.failed = 1;
        return 0;
    }

    if (transfer->threads != NULL && !transfer->leaving) {
        transfer->reply_len = ngx_min(len, sizeof(transfer->reply));
        ngx_memcpy(transfer->reply, p, transfer->reply_len);
    }

    return len;
}


static size_t
ngx_smartstack_fetch_read(char *p, size_t size, size_t n, void *data)
{
    ngx_smartstack_transfer_t *transfer = data;

    size_t  len;

    len = ngx_min(size * n, transfer->upload.len);

    ngx_memcpy(p, transfer->upload.data, len);
    transfer->upload.data += len;
    transfer->upload.len -= len;

    return len;
}


/* Which command the server refuses, if it does, and not the farewell. */

static int
ngx_smartstack_fetch_said(CURL *easy, curl_infotype type, char *p, size_t len,
    void *data)
{
    ngx_smartstack_transfer_t *transfer = data;

    if (type != CURLINFO_HEADER_OUT || len < 4) {
        return 0;
    }

    if (ngx_strncmp(p, "MAIL", 4) == 0) {
        transfer->stage = NGX_SMARTSTACK_SMTP_MAIL;

    } else if (ngx_strncmp(p, "RCPT", 4) == 0) {
        transfer->stage = NGX_SMARTSTACK_SMTP_RCPT;

    } else if (ngx_strncmp(p, "DATA", 4) == 0) {
        transfer->stage = NGX_SMARTSTACK_SMTP_DATA;

    } else if (ngx_strncmp(p, "QUIT", 4) == 0) {
        transfer->leaving = 1;
    }

    return 0;
}


void
ngx_smartstack_fetch_result(ngx_smartstack_transfer_t *transfer, CURLcode rc)
{
    long  code;

    code = 0;
    (void) curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &code);
    transfer->code = code;

    if (transfer->forbidden) {
        ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_FORBIDDEN,
                                 "the host is in a private network");
        return;
    }

    if (rc == CURLE_OK || (transfer->threads != NULL && code >= 400)) {

        /* 421: the mail server closes; 5xx of HTTP: it cannot */

        transfer->fault = (transfer->threads ? code == 421 : code >= 500)
                          ? NGX_SMARTSTACK_FETCH_FAULTY
                          : NGX_SMARTSTACK_FETCH_SOUND;

        ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_OK, "");
        return;
    }

    transfer->fault = NGX_SMARTSTACK_FETCH_FAULTY;

    if (transfer->body.failed) {
        ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_TOO_LARGE,
                                 "the answer is too long");
        return;
    }

    ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_FAILED,
                             transfer->message[0] ? transfer->message
                                                  : curl_easy_strerror(rc));
}
