
/* The zone as Prometheus text. */


#include <ngx_smartstack_zone_internal.h>


typedef struct {
    const char                       *name;
    const char                       *labels;
    const char                       *help;
} ngx_smartstack_zone_metric_t;


/* Where the text goes; a first pass without a buffer only measures. */
typedef struct {
    u_char                           *pos;
    u_char                           *end;
    size_t                            size;
} ngx_smartstack_zone_out_t;


static void ngx_smartstack_zone_write(ngx_smartstack_zone_out_t *out,
    ngx_str_t *operations, ngx_uint_t n);
static void ngx_smartstack_zone_write_metric(ngx_smartstack_zone_out_t *out,
    ngx_smartstack_zone_metric_t *metric, ngx_smartstack_zone_metric_t *last,
    const char *type, ngx_atomic_int_t value);
static void ngx_smartstack_zone_write_operations(
    ngx_smartstack_zone_out_t *out, ngx_str_t *operations, ngx_uint_t n);
static ngx_smartstack_zone_operation_t *ngx_smartstack_zone_operation(
    ngx_str_t *operations, ngx_uint_t n, ngx_uint_t i, ngx_str_t *name);
static void ngx_smartstack_zone_write_hist(ngx_smartstack_zone_out_t *out,
    const char *name, const char *label, ngx_str_t *value,
    ngx_smartstack_zone_histogram_t *h);
static void ngx_smartstack_zone_print(ngx_smartstack_zone_out_t *out,
    const char *fmt, ...);


#define ngx_smartstack_metric_x(id, name, labels, help)                       \
    { name, labels, help },

static ngx_smartstack_zone_metric_t  ngx_smartstack_zone_counters[] = {
    NGX_SMARTSTACK_COUNTERS(ngx_smartstack_metric_x)
};

static ngx_smartstack_zone_metric_t  ngx_smartstack_zone_gauges[] = {
    NGX_SMARTSTACK_GAUGES(ngx_smartstack_metric_x)
};

static ngx_smartstack_zone_metric_t  ngx_smartstack_zone_objects[] = {
    NGX_SMARTSTACK_OBJECTS(ngx_smartstack_metric_x)
};

static ngx_smartstack_zone_metric_t  ngx_smartstack_zone_histograms[] = {
    NGX_SMARTSTACK_HISTOGRAMS(ngx_smartstack_metric_x)
};


ngx_buf_t *
ngx_smartstack_zone_text(ngx_pool_t *pool, ngx_str_t *operations,
    ngx_uint_t noperations)
{
    ngx_buf_t                  *b;
    ngx_smartstack_zone_out_t   out;

    ngx_memzero(&out, sizeof(ngx_smartstack_zone_out_t));

    if (ngx_smartstack_zone_sh == NULL) {
        return ngx_create_temp_buf(pool, 1);
    }

    ngx_smartstack_zone_write(&out, operations, noperations);

    b = ngx_create_temp_buf(pool, out.size);
    if (b == NULL) {
        return NULL;
    }

    out.pos = b->last;
    out.end = b->end;

    ngx_smartstack_zone_write(&out, operations, noperations);

    b->last = out.pos;

    return b;
}


static void
ngx_smartstack_zone_write(ngx_smartstack_zone_out_t *out,
    ngx_str_t *operations, ngx_uint_t n)
{
    ngx_int_t                      gauges[NGX_SMARTSTACK_NGAUGES];
    ngx_int_t                      objects[NGX_SMARTSTACK_NOBJECTS];
    ngx_uint_t                     i, j, workers;
    ngx_smartstack_zone_sh_t      *sh;
    ngx_smartstack_zone_metric_t  *m;
    ngx_smartstack_zone_worker_t  *slot;

    sh = ngx_smartstack_zone_sh;
    workers = 0;

    ngx_memzero(gauges, sizeof(gauges));
    ngx_memzero(objects, sizeof(objects));

    for (i = 0; i < NGX_SMARTSTACK_ZONE_WORKERS; i++) {
        slot = &sh->workers[i];

        if (slot->pid == 0 || ngx_smartstack_zone_dead(slot->pid)) {
            continue;
        }

        workers++;

        for (j = 0; j < NGX_SMARTSTACK_NGAUGES; j++) {
            gauges[j] += slot->gauges[j];
        }

        for (j = 0; j < NGX_SMARTSTACK_NOBJECTS; j++) {
            objects[j] += slot->objects[j];
        }
    }

    ngx_smartstack_zone_write_operations(out, operations, n);

    for (i = 0; i < NGX_SMARTSTACK_NCOUNTERS; i++) {
        m = &ngx_smartstack_zone_counters[i];
        ngx_smartstack_zone_write_metric(out, m, i ? m - 1 : NULL, "counter",
                                         sh->counters[i]);
    }

    for (i = 0; i < NGX_SMARTSTACK_NGAUGES; i++) {
        m = &ngx_smartstack_zone_gauges[i];
        ngx_smartstack_zone_write_metric(out, m, i ? m - 1 : NULL, "gauge",
                                         gauges[i]);
    }

    for (i = 0; i < NGX_SMARTSTACK_NOBJECTS; i++) {
        m = &ngx_smartstack_zone_objects[i];
        ngx_smartstack_zone_write_metric(out, m, i ? m - 1 : NULL, "gauge",
                                         objects[i]);
    }

    for (i = 0; i < NGX_SMARTSTACK_NHISTOGRAMS; i++) {
        m = &ngx_smartstack_zone_histograms[i];

        ngx_smartstack_zone_print(out, "# HELP %s %s\n# TYPE %s histogram\n",
                                  m->name, m->help, m->name);
        ngx_smartstack_zone_write_hist(out, m->name, NULL, NULL,
                                       &sh->histograms[i]);
    }

    ngx_smartstack_zone_print(out,
                      "# HELP smartstack_workers Worker processes alive.\n"
                      "# TYPE smartstack_workers gauge\n"
                      "smartstack_workers %ui\n", workers);
}


static void
ngx_smartstack_zone_write_metric(ngx_smartstack_zone_out_t *out,
    ngx_smartstack_zone_metric_t *metric, ngx_smartstack_zone_metric_t *last,
    const char *type, ngx_atomic_int_t value)
{
    if (last == NULL || ngx_strcmp(metric->name, last->name) != 0) {
        ngx_smartstack_zone_print(out, "# HELP %s %s\n# TYPE %s %s\n",
                                  metric->name, metric->help,
                                  metric->name, type);
    }

    if (metric->labels[0]) {
        ngx_smartstack_zone_print(out, "%s{%s} %A\n",
                                  metric->name, metric->labels, value);

    } else {
        ngx_smartstack_zone_print(out, "%s %A\n", metric->name, value);
    }
}


static void
ngx_smartstack_zone_write_operations(ngx_smartstack_zone_out_t *out,
    ngx_str_t *operations, ngx_uint_t n)
{
    ngx_str_t                         name;
    ngx_uint_t                        i, j;
    ngx_smartstack_zone_operation_t  *op;

    ngx_smartstack_zone_print(out,
                 "# HELP smartstack_http_requests_total Requests answered.\n"
                 "# TYPE smartstack_http_requests_total counter\n");

    for (i = 0; i <= n; i++) {
        op = ngx_smartstack_zone_operation(operations, n, i, &name);

        for (j = 0; op != NULL && j < NGX_SMARTSTACK_ZONE_CLASSES; j++) {
            ngx_smartstack_zone_print(out,
                      "smartstack_http_requests_total"
                      "{operation=\"%V\",status=\"%uixx\"} %uA\n",
                      &name, j + 2, op->status[j]);
        }
    }

    ngx_smartstack_zone_print(out,
         "# HELP smartstack_http_request_duration_seconds "
         "Time from the start of a request to its end.\n"
         "# TYPE smartstack_http_request_duration_seconds histogram\n");

    for (i = 0; i <= n; i++) {
        op = ngx_smartstack_zone_operation(operations, n, i, &name);

        if (op != NULL) {
            ngx_smartstack_zone_write_hist(out,
                                  "smartstack_http_request_duration_seconds",
                                  "operation", &name, &op->total);
        }
    }

    ngx_smartstack_zone_print(out,
         "# HELP smartstack_http_request_db_seconds_total "
         "Time that requests spent in the database.\n"
         "# TYPE smartstack_http_request_db_seconds_total counter\n");

    for (i = 0; i <= n; i++) {
        op = ngx_smartstack_zone_operation(operations, n, i, &name);

        if (op != NULL) {
            ngx_smartstack_zone_print(out,
                       "smartstack_http_request_db_seconds_total"
                       "{operation=\"%V\"} %uA.%06uA\n", &name,
                       op->db / 1000000, op->db % 1000000);
        }
    }
}


/* The counters of operation i; those of no operation stand behind the last. */

static ngx_smartstack_zone_operation_t *
ngx_smartstack_zone_operation(ngx_str_t *operations, ngx_uint_t n,
    ngx_uint_t i, ngx_str_t *name)
{
    ngx_smartstack_zone_ctx_t  *ctx;

    ctx = ngx_smartstack_zone_ctx;

    if (i == n) {
        ngx_str_set(name, "none");
        return &ctx->sh->operations[0];
    }

    if (i >= ctx->n || ctx->slots[i] == 0) {
        return NULL;
    }

    *name = operations[i];

    return &ctx->sh->operations[ctx->slots[i]];
}


static void
ngx_smartstack_zone_write_hist(ngx_smartstack_zone_out_t *out,
    const char *name, const char *label, ngx_str_t *value,
    ngx_smartstack_zone_histogram_t *h)
{
    u_char             labels[NGX_SMARTSTACK_ZONE_NAME * 4];
    ngx_uint_t         i;
    ngx_atomic_uint_t  total, sum;

    labels[0] = '\0';
    sum = h->sum;
    total = 0;

    if (label) {
        ngx_snprintf(labels, sizeof(labels), "%s=\"%V\"%Z", label, value);
        labels[sizeof(labels) - 1] = '\0';
    }

    for (i = 0; i < NGX_SMARTSTACK_ZONE_BUCKETS; i++) {
        total += h->count[i];

        ngx_smartstack_zone_print(out, "%s_bucket{%s%sle=\"%s\"} %uA\n",
                                  name, labels, label ? "," : "",
                                  ngx_smartstack_zone_buckets[i].text, total);
    }

    if (label) {
        ngx_smartstack_zone_print(out,
                                  "%s_sum{%s} %uA.%06uA\n%s_count{%s} %uA\n",
                                  name, labels, sum / 1000000, sum % 1000000,
                                  name, labels, total);

    } else {
        ngx_smartstack_zone_print(out, "%s_sum %uA.%06uA\n%s_count %uA\n",
                                  name, sum / 1000000, sum % 1000000,
                                  name, total);
    }
}


static void
ngx_smartstack_zone_print(ngx_smartstack_zone_out_t *out, const char *fmt,
    ...)
{
    u_char   line[NGX_MAX_ERROR_STR], *last;
    va_list  args;

    va_start(args, fmt);
    last = ngx_vslprintf(line, line + sizeof(line), fmt, args);
    va_end(args);

    if (out->pos == NULL) {

        /* counters may gain digits until the second pass */

        out->size += last - line + NGX_ATOMIC_T_LEN;

    } else {
        out->pos = ngx_cpymem(out->pos, line,
                              ngx_min(last - line, out->end - out->pos));
    }
}
