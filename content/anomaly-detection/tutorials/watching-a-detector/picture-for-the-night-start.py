import anomaly
import plot

data = anomaly.load("latency")
requests = [row[0] for row in data.rows]
p99 = [row[1] for row in data.rows]

plot.panels(2, columns=1)
# plot.panel(1) chooses the first, plot.panel(2) the second.
