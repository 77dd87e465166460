/** The machine under a measurement: its cores, processes, directories and time. */
package io.muster.bench.machine;
