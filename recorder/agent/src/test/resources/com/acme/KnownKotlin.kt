// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme

@Volatile
private var sink: Any? = null

private inline fun twice(make: (Int) -> Any) {
    sink = make(1)
    sink = make(2)
}

private inline fun fresh(): ByteArray = ByteArray(3000)

private fun withDefault(size: Int = 1000): ByteArray = ByteArray(size) // default 200 101600

private class Item(val name: ByteArray, val count: Int)

private data class Pair(val left: ByteArray, val right: ByteArray) {
    fun doubled() = copy(
        left = ByteArray(500), // copied 100 52000
    )
}

private class Holder {
    val lazily by lazy { ByteArray(700) }
    val eager = ByteArray(800) // eager 100 81600
}

private fun loop() {
    for (i in 1..100) {
        sink = ByteArray(1000) // plain 100 101600
        twice { ByteArray(2000) } // inlined 100 403200
        sink = fresh() // called 100 301600
        sink = withDefault()
        val make = { n: Int -> ByteArray(n) } // lambda 100 41600
        sink = make(400)
        sink = Pair(ByteArray(100), ByteArray(100)).doubled()
        val holder = Holder()
        sink = holder.lazily
        sink = listOf(1, 2, 3).map { IntArray(it) }
        sink = when (i % 2) {
            0 -> ByteArray(600) // even 50 30800
            else -> ByteArray(900) // odd 50 46000
        }
        sink = try {
            ByteArray(300) // tried 100 32000
        } finally {
            sink = ByteArray(200) // finally 100 21600
        }
    }
}

fun main() {
    loop()
}
