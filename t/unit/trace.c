
#include "tap.h"
#include <ngx_smartstack_trace.h>


#define ID     "019a9f3e-7c1d-7b60-8a44-0f5be2d4c1aa"
#define OWN    "00-019a9f3e7c1d7b608a440f5be2d4c1aa-8a440f5be2d4c1aa-00"

#define TRACE  "4bf92f3577b34da6a3ce929d0e0e4736"
#define SPAN   "00f067aa0ba902b7"
#define NEXT   "00-" TRACE "-8a440f5be2d4c1aa-"


static void
parent(const char *text, const char *expected, const char *name)
{
    u_char     out[NGX_SMARTSTACK_TRACEPARENT_LEN];
    ngx_str_t  caller, got;

    if (text != NULL) {
        caller = tap_exact(text, ngx_strlen(text));
    }

    ngx_smartstack_trace_parent(out, text ? &caller : NULL, (u_char *) ID);

    got.data = out;
    got.len = sizeof(out);

    is_str(&got, expected, name);
}


TAP_MAIN
{
    parent(NULL, OWN, "without one a trace begins");
    parent("00-" TRACE "-" SPAN "-00", NEXT "00", "the trace goes on");
    parent("00-" TRACE "-" SPAN "-01", NEXT "01", "sampled");
    parent("00-" TRACE "-" SPAN "-03", NEXT "03", "sampled and random");
    parent("00-" TRACE "-" SPAN "-fd", NEXT "01", "unknown flags end here");
    parent("00-" TRACE "-" SPAN "-fc", NEXT "00", "unknown flags alone");

    parent("01-" TRACE "-" SPAN "-01", NEXT "01", "a higher version");
    parent("fe-" TRACE "-" SPAN "-01", NEXT "01", "the highest version");
    parent("cc-" TRACE "-" SPAN "-01-what-else", NEXT "01",
           "a higher version that says more");
    parent("cc-" TRACE "-" SPAN "-01-", NEXT "01",
           "a higher version that says nothing more");

    parent("", OWN, "empty");
    parent("00", OWN, "a version alone");
    parent("00-" TRACE "-" SPAN "-0", OWN, "too short");
    parent("00-" TRACE "-" SPAN "-01-", OWN, "version 00 ends there");
    parent("00-" TRACE "-" SPAN "-01-more", OWN, "version 00 says no more");
    parent("cc-" TRACE "-" SPAN "-01.more", OWN, "no dash before more");
    parent("ff-" TRACE "-" SPAN "-01", OWN, "version ff");
    parent("0x-" TRACE "-" SPAN "-01", OWN, "version is not hexadecimal");
    parent("00-" TRACE "-" SPAN "-0x", OWN, "flags are not hexadecimal");
    parent("00-" TRACE "-" SPAN "-0G", OWN, "flags are not digits");
    parent("00_" TRACE "-" SPAN "-01", OWN, "first dash");
    parent("00-" TRACE "_" SPAN "-01", OWN, "second dash");
    parent("00-" TRACE "-" SPAN "_01", OWN, "third dash");
    parent("00-4BF92F3577B34DA6A3CE929D0E0E4736-" SPAN "-01", OWN,
           "upper case in the trace");
    parent("00-" TRACE "-00F067AA0BA902B7-01", OWN, "upper case in the span");
    parent("00-4bf92f3577b34da6a3ce929d0e0e473g-" SPAN "-01", OWN,
           "a letter that is no digit");
    parent("00-00000000000000000000000000000000-" SPAN "-01", OWN,
           "a trace of zeros");
    parent("00-" TRACE "-0000000000000000-01", OWN, "a span of zeros");
    parent(" 00-" TRACE "-" SPAN "-01", OWN, "a space before");
}
