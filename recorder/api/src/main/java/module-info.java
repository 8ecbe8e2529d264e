// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** What programs may call. Flight recorder is not required: without it nothing is recorded, and nothing fails. */
module org.jmemtrace.api {
    requires static java.management;
    requires static jdk.jfr;
    requires static jdk.management;
    requires static org.jspecify;

    exports org.jmemtrace.api;
}
