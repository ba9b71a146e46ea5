import anomaly
import plot

data = anomaly.load("latency")
print(data.description)
requests = [row[0] for row in data.rows]

plot.line(requests)
plot.title("Requests follow the day")
plot.x_label("five minutes each")
plot.y_label("requests a second")
