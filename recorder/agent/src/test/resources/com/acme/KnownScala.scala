// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme

object KnownScala {
  @volatile private var sink: Any = null

  private case class Item(left: Array[Byte], right: Array[Byte])

  private class Holder {
    lazy val lazily = new Array[Byte](700) // lazy 200 72000
    val eager = new Array[Byte](800) // eager 100 81600
  }

  private def byName(make: => Array[Byte]): Unit = {
    sink = make
    sink = make
  }

  private def withDefault(size: Int = 1000): Array[Byte] = new Array[Byte](size) // default 100 101600

  private def loop(): Unit = {
    var i = 0
    while (i < 100) {
      sink = new Array[Byte](1000) // plain 100 101600
      byName(new Array[Byte](2000)) // byName 300 403200+
      sink = withDefault()
      val make = (n: Int) => new Array[Byte](n) // closure 300 41600+
      sink = make(400)
      sink = Item(new Array[Byte](100), new Array[Byte](100)).copy(left =
        new Array[Byte](500)) // copied 100 52000
      val holder = new Holder
      sink = holder.lazily
      for (n <- 1 to 3)
        sink = new Array[Byte](600) // for 300 184800
      sink = i % 2 match {
        case 0 => new Array[Byte](600) // even 50 30800
        case _ => new Array[Byte](900) // odd 50 46000
      }
      sink = try {
        new Array[Byte](300) // tried 100 32000
      } finally {
        sink = new Array[Byte](200) // finally 100 21600
      }
      i += 1
    }
  }

  def main(arguments: Array[String]): Unit = loop()
}
