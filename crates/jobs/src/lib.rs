//! A queue and its runner on the data layer: the job is written in the transaction of the change.
