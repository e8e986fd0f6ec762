/*
 * The metrics zone: its text form is what Prometheus takes, gauges belong to
 * living workers only, and counters survive a new configuration by name.
 */

#include "tap.h"
#include "../../src/event/ngx_smartstack_zone.c"
#include "../../src/event/ngx_smartstack_zone_text.c"
#include <sys/wait.h>


static ngx_slab_pool_t  slab;
static ngx_shm_zone_t   zone;
static ngx_uint_t       slab_fails;

static ngx_str_t  names[] = { ngx_string("getMe"), ngx_string("listTasks") };
static ngx_str_t  later[] = { ngx_string("listTasks"), ngx_string("getMe"),
                              ngx_string("createTask") };

static ngx_int_t  configure(ngx_str_t *list, ngx_uint_t n, void *old);
static ngx_str_t  text(ngx_str_t *list, ngx_uint_t n);
static ngx_uint_t  has(ngx_str_t *all, const char *line);
static void  test_text(void);
static void  check_format(ngx_str_t *all);
static void  test_workers(void);
static void  test_reload(void);
static void  test_refusals(void);


/* nginx's own, as far as the zone needs them. */

ngx_shm_zone_t *
ngx_shared_memory_add(ngx_conf_t *cf, ngx_str_t *name, size_t size, void *tag)
{
    zone.shm.name = *name;
    zone.shm.size = size;
    zone.tag = tag;

    return &zone;
}


void ngx_cdecl
ngx_conf_log_error(ngx_uint_t level, ngx_conf_t *cf, ngx_err_t err,
    const char *fmt, ...)
{
}


void *
ngx_slab_calloc(ngx_slab_pool_t *pool, size_t size)
{
    return slab_fails ? NULL : ngx_pcalloc(tap_pool, size);
}


void
ngx_shmtx_lock(ngx_shmtx_t *mtx)
{
}


void
ngx_shmtx_unlock(ngx_shmtx_t *mtx)
{
}


TAP_MAIN
{
    zone.shm.addr = (u_char *) &slab;
    zone.shm.log = tap_log;

    ngx_smartstack_count(NGX_SMARTSTACK_C_LOGINS);
    ngx_smartstack_gauge(NGX_SMARTSTACK_G_PG_IDLE, 1);
    ngx_smartstack_zone_request(0, 200, 1, 1);
    ok(text(names, 2).len == 0, "without a zone nothing is counted");

    test_text();
    test_workers();
    test_reload();
    test_refusals();
}


static ngx_int_t
configure(ngx_str_t *list, ngx_uint_t n, void *old)
{
    ngx_conf_t  cf;
    ngx_str_t   name = ngx_string("metrics");

    ngx_memzero(&cf, sizeof(ngx_conf_t));
    cf.pool = tap_pool;
    cf.log = tap_log;

    zone.data = NULL;

    (void) ngx_smartstack_zone_add(&cf, &name, 1 << 20, &zone);
    ngx_smartstack_zone_operations(&zone, list, n);

    return zone.init(&zone, old);
}


static ngx_str_t
text(ngx_str_t *list, ngx_uint_t n)
{
    ngx_buf_t  *b;
    ngx_str_t   all;

    b = ngx_smartstack_zone_text(tap_pool, list, n);

    all.data = b->pos;
    all.len = b->last - b->pos;

    return all;
}


/* A whole line of the text. */

static ngx_uint_t
has(ngx_str_t *all, const char *line)
{
    u_char  *p, *last;

    last = all->data + all->len;

    for (p = all->data; p < last; p++) {
        p = ngx_strlcasestrn(p, last, (u_char *) line, strlen(line) - 1);

        if (p == NULL) {
            break;
        }

        if ((p == all->data || p[-1] == '\n') && p[strlen(line)] == '\n') {
            return 1;
        }
    }

    note("no line: %s", line);

    return 0;
}


static void
test_text(void)
{
    ngx_str_t  all;

    is_int(configure(names, 2, NULL), NGX_OK, "a fresh zone");
    ngx_smartstack_zone_attach(&zone, 0);

    ngx_smartstack_count(NGX_SMARTSTACK_C_LOGINS);
    ngx_smartstack_count(NGX_SMARTSTACK_C_LOGINS);
    ngx_smartstack_count(NGX_SMARTSTACK_C_LOGIN_FAILURES);
    ngx_smartstack_gauge(NGX_SMARTSTACK_G_PG_BUSY, 3);
    ngx_smartstack_gauge(NGX_SMARTSTACK_G_PG_BUSY, -1);
    ngx_smartstack_object(NGX_SMARTSTACK_OBJECT_HASH, 1);
    ngx_smartstack_observe(NGX_SMARTSTACK_H_PG_WAIT, 5000);
    ngx_smartstack_observe(NGX_SMARTSTACK_H_PG_WAIT, 5001);
    ngx_smartstack_observe(NGX_SMARTSTACK_H_PG_WAIT, 11000000);

    ngx_smartstack_zone_request(1, 200, 3, 2);
    ngx_smartstack_zone_request(1, 503, 1500, 0);
    ngx_smartstack_zone_request(7, 404, 1, 0);
    ngx_smartstack_zone_request(0, 0, 1, 0);

    all = text(names, 2);

    ok(has(&all, "smartstack_logins_total{result=\"ok\"} 2"), "a counter");
    ok(has(&all, "smartstack_logins_total{result=\"failed\"} 1"),
       "another of the same name");
    ok(has(&all, "smartstack_db_pool_connections{state=\"busy\"} 2"),
       "a gauge goes up and down");
    ok(has(&all, "smartstack_objects{type=\"hash\"} 1"), "an object");
    ok(has(&all, "smartstack_workers 1"), "one worker");

    ok(has(&all, "smartstack_http_requests_total"
                 "{operation=\"listTasks\",status=\"2xx\"} 1"),
       "requests by operation and class");
    ok(has(&all, "smartstack_http_requests_total"
                 "{operation=\"listTasks\",status=\"5xx\"} 1"),
       "... each class");
    ok(has(&all, "smartstack_http_requests_total"
                 "{operation=\"none\",status=\"4xx\"} 1"),
       "... and those of no operation");

    ok(has(&all, "smartstack_http_request_duration_seconds_bucket"
                 "{operation=\"listTasks\",le=\"0.005\"} 1"),
       "buckets");
    ok(has(&all, "smartstack_http_request_duration_seconds_bucket"
                 "{operation=\"listTasks\",le=\"+Inf\"} 2"),
       "... are cumulative");
    ok(has(&all, "smartstack_http_request_duration_seconds_sum"
                 "{operation=\"listTasks\"} 1.503000"),
       "sum in seconds");

    ok(has(&all, "smartstack_db_pool_wait_seconds_bucket{le=\"0.005\"} 1"),
       "a limit is in its bucket");
    ok(has(&all, "smartstack_db_pool_wait_seconds_bucket{le=\"10\"} 2"),
       "what is beyond all limits");
    ok(has(&all, "smartstack_db_pool_wait_seconds_bucket{le=\"+Inf\"} 3"),
       "... is in the last one only");
    ok(has(&all, "smartstack_db_pool_wait_seconds_sum 11.010001"),
       "sum of a histogram");

    check_format(&all);
}


/*
 * Every line is a comment or NAME[{labels}] VALUE; HELP and TYPE come once a
 * name and before its samples, and all samples of a name stand together.
 */

static void
check_format(ngx_str_t *all)
{
    char        *line, *name, *copy, *next, current[128], seen[16384];
    size_t       len;
    ngx_uint_t   bad;

    copy = (char *) ngx_pcalloc(tap_pool, all->len + 1);
    ngx_memcpy(copy, all->data, all->len);

    current[0] = '\0';
    seen[0] = '\0';
    bad = 0;

    ok(all->data[all->len - 1] == '\n', "the text ends with a line feed");

    for (line = copy; *line; line = next) {
        next = strchr(line, '\n');
        *next++ = '\0';

        if (strncmp(line, "# HELP ", 7) == 0) {
            name = line + 7;
            len = strcspn(name, " ");

            (void) snprintf(current, sizeof(current), " %.*s ", (int) len,
                            name);

            if (name[len] == '\0' || strstr(seen, current) != NULL) {
                note("%s", line);
                bad++;
            }

            (void) strncat(seen, current, sizeof(seen) - strlen(seen) - 1);
            continue;
        }

        if (strncmp(line, "# TYPE ", 7) == 0) {
            continue;
        }

        len = strcspn(line, "{ ");

        if (strncmp(line, current + 1, strlen(current) - 2) != 0
            || strspn(line, "abcdefghijklmnopqrstuvwxyz_") != len
            || strrchr(line, ' ') == NULL
            || strspn(strrchr(line, ' ') + 1, "0123456789.")
               != strlen(strrchr(line, ' ') + 1)
            || (line[len] == '{' && strstr(line, "\"} ") == NULL))
        {
            note("%s (under%s)", line, current);
            bad++;
        }
    }

    is_int(bad, 0, "every line has the right form and place");
}


static void
test_workers(void)
{
    int        status;
    pid_t      pid;
    ngx_str_t  all;

    /* a second worker of the same number, as during a reload, then killed */

    ngx_smartstack_zone_sh->workers[0].pid = ngx_pid;

    pid = fork();
    if (pid == 0) {
        _exit(0);
    }

    (void) waitpid(pid, &status, 0);

    ngx_smartstack_zone_sh->workers[1].pid = pid;
    ngx_smartstack_zone_sh->workers[1].objects[0] = 5;

    all = text(names, 2);
    ok(has(&all, "smartstack_objects{type=\"request\"} 0"),
       "a dead worker leaves no ghost");
    ok(has(&all, "smartstack_workers 1"), "... and is not counted");

    ngx_smartstack_zone_sh->workers[1].pid = getppid();

    all = text(names, 2);
    ok(has(&all, "smartstack_objects{type=\"request\"} 5"),
       "a living one of the previous generation is added");

    /* its number is taken: the next free slot */

    ngx_pid++;
    ngx_smartstack_zone_sh->workers[0].pid = getppid();
    ngx_smartstack_zone_attach(&zone, 0);

    ok(ngx_smartstack_zone_worker == &ngx_smartstack_zone_sh->workers[2],
       "a worker whose number is taken finds another slot");
    is_int(ngx_smartstack_zone_worker->objects[0], 0, "which is empty");

    ngx_pid--;
    ngx_smartstack_zone_detach();
    is_int(ngx_smartstack_zone_sh->workers[2].pid, 0, "it gives it back");

    ngx_smartstack_zone_sh->workers[0].pid = 0;
    ngx_smartstack_zone_sh->workers[1].pid = 0;
    ngx_smartstack_zone_attach(&zone, 0);
}


static void
test_reload(void)
{
    ngx_str_t                  all;
    ngx_smartstack_zone_ctx_t  *old;

    old = zone.data;

    is_int(configure(later, 3, old), NGX_OK, "another contract, same zone");
    ngx_smartstack_zone_attach(&zone, 0);

    all = text(later, 3);

    ok(has(&all, "smartstack_http_requests_total"
                 "{operation=\"listTasks\",status=\"2xx\"} 1"),
       "counters stay with their operation");
    ok(has(&all, "smartstack_http_requests_total"
                 "{operation=\"createTask\",status=\"2xx\"} 0"),
       "a new one starts at zero");
    ok(has(&all, "smartstack_logins_total{result=\"ok\"} 2"),
       "the others stay");

    ngx_smartstack_zone_request(2, 201, 3, 2);
    all = text(later, 3);
    ok(has(&all, "smartstack_http_requests_total"
                 "{operation=\"createTask\",status=\"2xx\"} 1"),
       "and counts");
}


static void
test_refusals(void)
{
    ngx_smartstack_zone_ctx_t  *old;

    old = zone.data;

    old->sh->version++;
    is_int(configure(names, 2, old), NGX_ERROR, "another layout is refused");
    old->sh->version--;

    old->sh->magic = 0;
    is_int(configure(names, 2, old), NGX_ERROR, "and a stranger's memory");
    ok(strstr((char *) tap_last_message, "incompatible") != NULL,
       "in plain words");

    slab_fails = 1;
    is_int(configure(names, 2, NULL), NGX_ERROR, "too little memory");
    ok(strstr((char *) tap_last_message, "too small") != NULL,
       "in plain words too");
}
