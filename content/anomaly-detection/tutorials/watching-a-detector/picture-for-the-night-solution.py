import anomaly
import plot

data = anomaly.load("latency")
requests = [row[0] for row in data.rows]
p99 = [row[1] for row in data.rows]

plot.panels(2, columns=1)
plot.panel(1)
plot.line(p99)
plot.title("Slowest hundredth of the requests")
plot.x_label("five minutes each")
plot.y_label("milliseconds")
plot.panel(2)
plot.line(requests)
plot.title("Load")
plot.x_label("five minutes each")
plot.y_label("requests a second")
