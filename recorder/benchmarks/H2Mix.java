// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** A fixed mix of as many statements as the argument says, in a database in memory; prints a checksum of all it reads. */
public final class H2Mix {
    private static final int CUSTOMERS = 1_000;

    public static void main(String[] arguments) throws SQLException {
        int statements = Integer.parseInt(arguments[0]);
        Random random = new Random(42);
        long checksum = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:mix");
                Statement ddl = connection.createStatement()) {
            ddl.execute("create table customer (id int primary key, name varchar(40), city varchar(20))");
            ddl.execute("create table purchase (id int primary key, customer int, amount decimal(10, 2), note varchar(80))");
            ddl.execute("create index purchase_customer on purchase (customer)");
            try (PreparedStatement customer = connection.prepareStatement("insert into customer values (?, ?, ?)");
                    PreparedStatement insert = connection.prepareStatement("insert into purchase values (?, ?, ?, ?)");
                    PreparedStatement byId = connection.prepareStatement("select * from purchase where id = ?");
                    PreparedStatement update =
                            connection.prepareStatement("update purchase set amount = amount + 1 where id = ?");
                    PreparedStatement join = connection.prepareStatement(
                            "select c.city, sum(p.amount), count(*) from purchase p join customer c on c.id = p.customer"
                                    + " where p.customer between ? and ? group by c.city order by c.city");
                    PreparedStatement delete = connection.prepareStatement("delete from purchase where id = ?")) {
                for (int i = 0; i < CUSTOMERS; i++) {
                    customer.setInt(1, i);
                    customer.setString(2, "customer " + i);
                    customer.setString(3, "city " + i % 50);
                    customer.execute();
                }
                int next = 0;
                for (int i = CUSTOMERS; i < statements; i++) {
                    int kind = random.nextInt(100);
                    int id = next == 0 ? 0 : random.nextInt(next);
                    if (kind < 40) {
                        insert.setInt(1, next++);
                        insert.setInt(2, random.nextInt(CUSTOMERS));
                        insert.setBigDecimal(3, java.math.BigDecimal.valueOf(random.nextInt(100_000), 2));
                        insert.setString(4, "note of purchase " + next);
                        insert.execute();
                    } else if (kind < 75) {
                        byId.setInt(1, id);
                        checksum = checksum * 31 + read(byId);
                    } else if (kind < 90) {
                        update.setInt(1, id);
                        checksum = checksum * 31 + update.executeUpdate();
                    } else if (kind < 95) {
                        int from = random.nextInt(CUSTOMERS);
                        join.setInt(1, from);
                        join.setInt(2, from + 2);
                        checksum = checksum * 31 + read(join);
                    } else {
                        delete.setInt(1, id);
                        checksum = checksum * 31 + delete.executeUpdate();
                    }
                }
            }
        }
        System.out.println("checksum " + checksum);
    }

    private static long read(PreparedStatement statement) throws SQLException {
        long sum = 0;
        try (ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    sum = sum * 31 + rows.getString(i).hashCode();
                }
            }
        }
        return sum;
    }
}
