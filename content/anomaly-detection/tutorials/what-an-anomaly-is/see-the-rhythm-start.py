import anomaly
import plot

data = anomaly.load("latency")
print(data.description)
requests = [row[0] for row in data.rows]

# Draw the requests in their order, with a title and words on both axes.
