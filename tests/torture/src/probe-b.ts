import '@mingbai/application';
import '@mingbai/event-store-sqlite';
import '@mingbai/read-models-sqlite';
import '@mingbai/vault';
